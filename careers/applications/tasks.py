"""How what concerns candidates leaves the house, or is prepared behind the visitor's back."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from careers.applications.messages import sending
from careers.applications.vault import files, settling
from outbox.channels import Channel, register

register(
    Channel(
        name=files.CHANNEL,
        label=_("Preparation of CVs"),
        deliver=settling.deliver,
        concurrency=1,
        max_attempts=60,
        longest=timedelta(minutes=5),
    )
)
register(
    Channel(
        name=sending.CHANNEL,
        label=_("Messages to candidates"),
        deliver=sending.deliver,
        concurrency=2,
    )
)
