"""What HR does with offers. Nobody else publishes them; Interviews sees nothing of them here."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Below, Grant, Link, PageScope, add_to
from careers import dates
from careers.models import OfferPage
from cms.dates import register_dates

OFFERS = Below("careers.CareersPage")
NEW_OFFER = Below("careers.CareersPage", "careers.OfferPage")

WRITE = Link(
    label=_("Write an offer"),
    url=NEW_OFFER,
    help=_("In French first; it is published once everything is said."),
    icon="edit",
    order=20,
)

add_to(
    "rh",
    Grant(
        can=[
            _("Write, publish and close job offers, in French and in English"),
            _("Keep the lists of teams and workplaces"),
            _("Make links by which colleagues recommend an offer"),
        ],
        pages=[
            PageScope("careers.CareersPage", ("add", "change", "publish", "lock", "unlock")),
        ],
        permissions=[
            "wagtail_localize.submit_translation",
            *(
                f"careers.{action}_{model}"
                for model in ("team", "workplace")
                for action in ("add", "change", "delete", "view")
            ),
        ],
        shortcuts=[
            WRITE,
            Link(
                label=_("Job offers"),
                url=OFFERS,
                help=_("Those on the site, drafts, and those that are filled."),
                icon="folder-open-inverse",
                order=30,
            ),
            Link(
                label=_("Translations"),
                url="translation_board",
                help=_("Which offers are missing or outdated in English."),
                icon="globe",
                permission="wagtail_localize.submit_translation",
                order=40,
            ),
        ],
        first_steps=[
            Link(
                label=_("Write your first offer"),
                url=NEW_OFFER,
                done=lambda user: OfferPage.objects.filter(owner=user),
                order=50,
            )
        ],
    ),
)

register_dates(dates.SOURCE)
