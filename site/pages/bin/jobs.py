"""What runs by itself for the bin."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.bin",
        label=_("Delete for good what has been in the bin for 30 days"),
        command="empty_bin",
        at="05:00",
    )
)
