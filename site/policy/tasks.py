"""What the worker does for the policy: its PDFs."""

from django.utils.translation import gettext_lazy as _

from outbox.channels import Channel, register
from policy.pdf import keeping

register(
    Channel(
        name=keeping.CHANNEL,
        label=_("PDFs of the privacy policy"),
        deliver=keeping.deliver,
        concurrency=1,
        max_attempts=5,
    )
)
