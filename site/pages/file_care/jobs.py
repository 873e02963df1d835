"""What runs by itself for images and documents."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.files",
        label=_("Measure images and documents, and note which drafts show them"),
        command="look_after_files",
        at="02:20",
    )
)
