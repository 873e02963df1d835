"""What the newsletter adds to Marketing's role, and to the DPO's."""

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.declarations import Grant, Link, add_to
from accounts.duties import Duty, register_duty
from cms.campaigns import register_counts
from cms.dates import register_dates
from newsletter import campaign_counts, dates
from newsletter.queries import doubtful
from newsletter.queue import MAILCHIMP
from outbox.models import ChannelState, Delivery, State

NEWSLETTER = Link(
    label=pgettext_lazy("newsletter", "Newsletter"),
    url="newsletter_overview:index",
    help=_("Subscribers, issues, and the state of things with Mailchimp."),
    icon="mail",
    permission="newsletter.view_subscriber",
    order=35,
)


for duty in (
    Duty(
        "newsletter.pause",
        label=lambda number: gettext("Nothing is sent to Mailchimp at the moment"),
        rows=lambda user: ChannelState.objects.filter(name=MAILCHIMP, paused_at__isnull=False),
        url="newsletter_overview:index",
        broken=True,
        permission="newsletter.change_subscriber",
        order=50,
    ),
    Duty(
        "newsletter.set_aside",
        label=lambda number: ngettext(
            "%(number)s change of a subscriber did not reach Mailchimp",
            "%(number)s changes of subscribers did not reach Mailchimp",
            number,
        ),
        rows=lambda user: Delivery.objects.filter(channel=MAILCHIMP, state=State.SET_ASIDE),
        url="newsletter_queue:index",
        broken=True,
        permission="newsletter.change_subscriber",
        order=51,
    ),
    Duty(
        "newsletter.doubtful",
        label=lambda number: ngettext(
            "%(number)s doubtful sign-up to the newsletter",
            "%(number)s doubtful sign-ups to the newsletter",
            number,
        ),
        rows=lambda user: doubtful(),
        url="newsletter_queue:index",
        permission="newsletter.change_subscriber",
        order=60,
    ),
):
    register_duty(duty)

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
register_counts(campaign_counts.SOURCE)
