"""What runs by itself for the pages."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="cms.social_images",
        label=_("Have missing images for networks made"),
        command="request_social_images",
        at="04:05",
    )
)
