"""What HR does with offers. Nobody else publishes them; Interviews sees nothing of them here."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, PageScope, add_to
from careers import dates
from careers.models import CareersPage
from cms.dates import register_dates

if TYPE_CHECKING:
    from accounts.models import User


def _list(user: "User") -> CareersPage | None:
    """The French list of offers, for those who may write below it."""
    page = CareersPage.objects.filter(locale__language_code="fr").order_by("path").first()
    if page is None or not page.permissions_for_user(user).can_add_subpage():
        return None
    return page


def write_an_offer(user: "User") -> str | None:
    page = _list(user)
    return (
        reverse("wagtailadmin_pages:add", args=["careers", "offerpage", page.pk]) if page else None
    )


def see_the_offers(user: "User") -> str | None:
    page = _list(user)
    return reverse("wagtailadmin_explore", args=[page.pk]) if page else None


WRITE = Link(
    label=_("Write an offer"),
    url=write_an_offer,
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
                url=see_the_offers,
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
        first_steps=[Link(label=_("Write your first offer"), url=write_an_offer, order=50)],
    ),
)

register_dates(dates.SOURCE)
