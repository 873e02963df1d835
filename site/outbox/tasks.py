"""The channels every package may use."""

from outbox import channel_email, channel_files
from outbox.channels import register

register(channel_email.CHANNEL)
register(channel_files.CHANNEL)
