"""A ticket for one download: signed, an hour long, so that a broken download can be resumed.

A POST gives the ticket; the file itself is then fetched by GET, which browsers and download managers
can repeat in parts (RFC 9110 §14).
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.cache import cache

SALT = "leads.ticket"
LIFETIME = timedelta(hours=1)


class NoTicket(Exception):
    """Forged, or too old."""


@dataclass(frozen=True)
class Ticket:
    """Which version of which file, for which request (0: open to everybody)."""

    version: int
    request: int
    nonce: str

    def first_time(self) -> bool:
        """Whether no download of this ticket was counted yet."""
        return bool(cache.add(f"leads:ticket:{self.nonce}", 1, LIFETIME.total_seconds() * 2))


def issue(*, version: int, request: int = 0) -> str:
    return signing.TimestampSigner(salt=SALT).sign(
        f"{version}.{request}.{secrets.token_urlsafe(9)}"
    )


def read(text: str) -> Ticket:
    """Raises NoTicket."""
    try:
        value = signing.TimestampSigner(salt=SALT).unsign(text, max_age=LIFETIME)
        version, request, nonce = value.split(".")
        return Ticket(int(version), int(request), nonce)
    except (signing.BadSignature, ValueError) as error:
        raise NoTicket from error
