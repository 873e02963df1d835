"""What trackers and their evidence add to the roles (the package that keeps them stands below roles)."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, add_to

TRACKERS = Link(
    label=_("Trackers"),
    url="consent_services:index",
    help=_("Which services load, and what was kept away."),
    icon="view",
    permission="consent.view_activation",
    order=60,
)

add_to(
    "marketing",
    Grant(
        can=[_("Switch trackers on and off; see what tried to load undeclared")],
        permissions=[
            "consent.view_activation",
            "consent.change_activation",
            "consent.view_undeclaredtracker",
            "consent.delete_undeclaredtracker",
        ],
        shortcuts=[TRACKERS],
    ),
)
add_to(
    "dpo",
    Grant(
        can=[_("See trackers, versions of the consent panel and receipts of choices")],
        permissions=[
            "consent.view_activation",
            "consent.view_undeclaredtracker",
            "consent.view_panelversion",
            "consent.view_receipt",
        ],
        shortcuts=[TRACKERS],
    ),
)
