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
