"""What runs by itself on behalf of requests."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="rights.remind",
        label=_("Remind the DPO of requests that wait"),
        command="remind_of_requests",
        at="08:00",
    )
)
