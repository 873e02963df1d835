"""What runs by itself for applications."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="applications.remind",
        label=_("Tell candidates that their application is erased in fourteen days"),
        command="remind_candidates",
        at="08:30",
    )
)
register(
    Job(
        name="applications.tidy",
        label=_("Clear files kept for an hour, and write down what became of messages"),
        command="tidy_applications",
        every=timedelta(minutes=10),
    )
)
