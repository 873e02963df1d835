"""What applications add to the roles, and their panel on the admin home."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, add_to
from accounts.home import Panel, register_panel
from careers.applications.models import Exchange
from careers.applications.review.access import INTERVIEW, REVIEW
from careers.applications.review.home import asked, today
from privacy.models import JournalEntry

APPLICATIONS = Link(
    label=_("Applications"),
    url="applications:index",
    help=_("Read, answer, decide. Oldest waiting first."),
    icon="user",
    order=10,
)

add_to(
    "rh",
    Grant(
        can=[
            _("Read and answer every application"),
            _("Say who interviews for an offer"),
            _("Enter a CV that came another way"),
        ],
        permissions=[REVIEW],
        shortcuts=[APPLICATIONS],
        first_steps=[
            Link(
                label=_("Read an application"),
                url="applications:index",
                done=lambda user: JournalEntry.objects.filter(
                    actor=user, action__startswith="applications:", action__endswith=":read"
                ),
                order=30,
            ),
            Link(
                label=_("Answer a candidate"),
                url="applications:index",
                help=_("In the file of the candidate; the templates are a start."),
                done=lambda user: Exchange.objects.filter(author=user),
                order=40,
            ),
        ],
    ),
)
add_to(
    "entretien",
    Grant(
        can=[_("Read the applications to the offers assigned to you and give an opinion")],
        permissions=[INTERVIEW],
        shortcuts=[APPLICATIONS],
    ),
)

register_panel(
    Panel(
        name="applications.today",
        template="applications/review/home.html",
        context=today,
        asks=asked,
        permission=REVIEW,
        order=30,
        css=("applications/review.css",),
    )
)
