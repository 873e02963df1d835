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
register(
    Job(
        name="cms.missing_paths",
        label=_("Forget addresses that nobody asks for any more"),
        command="prune_missing_paths",
        at="04:30",
    )
)
register(
    Job(
        name="cms.renditions",
        label=_("Make sizes of images that are missing"),
        command="prepare_renditions",
        at="03:40",
    )
)
