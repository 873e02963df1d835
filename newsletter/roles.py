"""What the newsletter adds to Marketing's role, and to the DPO's."""

from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, add_to

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
    ),
)
add_to("dpo", Grant(can=[_("See the subscribers")], permissions=["newsletter.view_subscriber"]))
