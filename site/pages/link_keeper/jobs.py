"""What runs by itself for the links."""

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="pages.links",
        label=_("Check the links within the site"),
        command="check_links",
        at="02:40",
    )
)
