"""The token that a person's browser brings with a form: signed, short-lived, good for one record.

It replaces the CSRF cookie on public forms: pages with forms are cached whole and set no cookie,
so the token is fetched when a person begins to fill the form in (or given on a private page when
there is no JavaScript), and a foreign page cannot read it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "intake.token"
LIFETIME = timedelta(hours=12)


class Origin(Enum):
    """How the browser got the token, which tells how long a person needs before sending."""

    FOCUS = "f"  # fetched at the first focus of a field: reading and typing follow
    PAGE = "p"  # given with a page that is filled in already: a look and a click follow


@dataclass(frozen=True)
class Token:
    """A token that was issued by this site and is in time."""

    form: str
    nonce: str
    issued_at: datetime
    origin: Origin

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.issued_at

    @property
    def fingerprint(self) -> str:
        """What is kept of it once it is spent."""
        return salted_hmac(SALT, self.nonce, algorithm="sha256").hexdigest()


class UnusableToken(Exception):
    """Missing, forged, of another form, or too old."""


def issue(form: str, origin: Origin) -> str:
    """A token for the form named `form`: 128 random bits, the second of issue, a signature."""
    issued = int(timezone.now().timestamp())
    return signing.Signer(salt=SALT).sign(
        f"{form}:{secrets.token_urlsafe(16)}:{issued}:{origin.value}"
    )


def read(text: str, form: str) -> Token:
    """The token in `text`. Raises UnusableToken unless it is ours, for `form`, and in time."""
    try:
        name, nonce, issued, origin = signing.Signer(salt=SALT).unsign(text).split(":")
        moment = datetime.fromtimestamp(int(issued), tz=timezone.get_current_timezone())
        token = Token(name, nonce, moment, Origin(origin))
    except (signing.BadSignature, ValueError) as error:
        raise UnusableToken from error
    if name != form or not timedelta(0) <= token.age + timedelta(seconds=1) <= LIFETIME:
        raise UnusableToken
    return token
