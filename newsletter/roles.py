"""What the newsletter adds to Marketing's role, and to the DPO's."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.declarations import Grant, Link, add_to
from accounts.home import Panel, register_panel
from cms.dates import register_dates
from newsletter import dates
from newsletter.queries import standing

NEWSLETTER = Link(
    label=pgettext_lazy("newsletter", "Newsletter"),
    url="newsletter_overview:index",
    help=_("Subscribers, issues, and the state of things with Mailchimp."),
    icon="mail",
    permission="newsletter.view_subscriber",
    order=35,
)


def banner(request: HttpRequest) -> Mapping[str, Any] | None:
    """What is wrong between this site and Mailchimp; no panel when nothing is."""
    found = standing()
    return {"standing": found} if found.pause or found.set_aside else None


register_panel(
    Panel(
        "newsletter.banner",
        "newsletter/admin/home.html",
        banner,
        permission="newsletter.change_subscriber",
        order=5,
        css=("newsletter/newsletter.css",),
    )
)

add_to(
    "marketing",
    Grant(
        can=[
            _("Write, test, schedule and send issues of the newsletter"),
            _("See the subscribers and what stands between them and Mailchimp"),
            _("Import an old list, export the subscribers"),
        ],
        permissions=[
            "newsletter.view_subscriber",
            "newsletter.change_subscriber",
            "newsletter.import_subscriber",
            "newsletter.export_subscriber",
            "newsletter.send_issue",
            "newsletter.change_newslettersettings",
            *(f"newsletter.{action}_topic" for action in ("add", "change", "delete", "view")),
        ],
        shortcuts=[NEWSLETTER],
    ),
)
add_to("dpo", Grant(can=[_("See the subscribers")], permissions=["newsletter.view_subscriber"]))
register_dates(dates.SOURCE)
