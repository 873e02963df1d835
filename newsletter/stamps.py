"""Dates as Mailchimp writes them."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A date in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
