"""What runs by itself for preview links."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.preview_links",
        label=_("Forget preview links that have ended"),
        command="prune_preview_links",
        at="04:50",
    )
)
