"""What the worker does about the posts of public forms."""

from intake.verdicts import CHANNEL, settle
from outbox.channels import Channel, register

register(
    Channel(
        name=CHANNEL, label="reCAPTCHA", deliver=settle, concurrency=4, max_attempts=5, tells=True
    )
)
