"""What runs by itself for the figures."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.figures",
        label=_("Delete figures of the site older than 25 months"),
        command="prune_figures",
        at="04:20",
    )
)
