"""What runs by itself for review dates."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.review_dates",
        label=_("Remind owners of pages to look at again"),
        command="remind_owners",
        at="07:30",
    )
)
