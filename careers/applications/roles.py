"""What applications add to the roles, and their panel on the admin home."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.declarations import Grant, Link, add_to
from accounts.duties import Duty, register_duty
from accounts.home import Panel, register_panel
from accounts.queries import journalled
from careers.applications.review.access import INTERVIEW, REVIEW
from careers.applications.review.home import asked, to_read, today

APPLICATIONS = Link(
    label=_("Applications"),
    url="applications:index",
    help=_("Read, answer, decide. Oldest waiting first."),
    icon="user",
    order=10,
)
ANSWERS = tuple(
    f"applications:{where}:{act}" for where in ("file", "bulk") for act in ("write", "refuse")
)
READ_ONE = Link(
    label=_("Read an application"),
    url="applications:index",
    done=journalled("applications:rh:read", "applications:entretien:read"),
    order=30,
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
            READ_ONE,
            Link(
                label=_("Answer a candidate"),
                url="applications:index",
                help=_("In the file of the candidate; the templates are a start."),
                done=journalled(*ANSWERS),
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
        first_steps=[
            READ_ONE,
            Link(
                label=_("Give your opinion"),
                url="applications:index",
                help=_("On each criterion of the offer; you see the others’ once you gave yours."),
                done=journalled("applications:file:opinion"),
                order=40,
            ),
            Link(
                label=_("Write a note"),
                url="applications:index",
                help=_("What the interview showed; whoever reads this file sees it."),
                done=journalled("applications:file:note"),
                order=50,
            ),
        ],
    ),
)

register_duty(
    Duty(
        "applications.to_read",
        label=lambda number: ngettext(
            "%(number)s application to read", "%(number)s applications to read", number
        ),
        rows=lambda user: to_read(),
        url="applications:index",
        permission=REVIEW,
        order=10,
    )
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
