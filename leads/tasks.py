"""What the worker does for leads besides mail: look into files."""

from django.utils.translation import gettext_lazy as _

from leads.looking import look_into_file
from outbox.channels import Channel, register

register(
    Channel(
        name="leads.files",
        label=_("Covers of resources"),
        deliver=look_into_file,
        concurrency=1,
        max_attempts=3,
    )
)
