"""What applications add to the roles, and their panel on the admin home."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, add_to
from accounts.home import Panel, register_panel
from careers.applications.review.access import INTERVIEW, REVIEW
from careers.applications.review.home import today

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
            Link(label=_("Open your applications"), url="applications:index", order=50),
            Link(label=_("Write your message templates"), url="applications:templates", order=60),
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
        permission=REVIEW,
        order=30,
        css=("applications/review.css",),
    )
)
