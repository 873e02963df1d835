"""The token of a choice: signed, an hour long, good for one receipt.

Pages are cached whole and carry none: JavaScript fetches one when a button is pressed; without
JavaScript a refusal needs none (it can harm nobody), and an acceptance is answered by a private page
that has one.
"""

import secrets
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "consent.token"
LIFETIME = timedelta(hours=1)


class UnusableToken(Exception):
    """Forged or too old."""


def issue() -> str:
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(16))


def fingerprint(token: str) -> str:
    """What is kept of a token once it is spent. Raises UnusableToken."""
    try:
        nonce = signing.TimestampSigner(salt=SALT).unsign(token[:200], max_age=LIFETIME)
    except signing.BadSignature as error:
        raise UnusableToken from error
    return salted_hmac(SALT, nonce, algorithm="sha256").hexdigest()
