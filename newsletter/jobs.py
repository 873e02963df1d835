"""What runs by itself on behalf of the newsletter."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="newsletter.send_waiting",
        label=_("Send waiting subscribers to Mailchimp"),
        command="send_waiting_subscribers",
        every=timedelta(minutes=10),
    )
)
register(
    Job(
        name="newsletter.compare",
        # What changed; everything once the last whole comparison is a week old.
        label=_("Compare with Mailchimp"),
        command="compare_with_mailchimp",
        at="03:10",
    )
)
register(
    Job(
        name="newsletter.reports",
        label=_("Fetch the figures of the issues"),
        command="fetch_newsletter_reports",
        every=timedelta(minutes=15),
    )
)
register(
    Job(
        name="newsletter.count",
        label=_("Count the subscribers"),
        command="count_subscribers",
        at="00:20",
    )
)
