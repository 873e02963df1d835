"""Proof of work: a short sum that a browser does in a worker, off the main thread, while a person types.

ALTCHA's protocol (v2) on our own server: nothing is asked of anybody else. The sum belongs to one form
token, so it is good for one post as the token is. The number of tries is bounded, on slow phones too.
"""

from __future__ import annotations

import secrets
from typing import Any

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac

from intake.tokens import LIFETIME, Token

WORK_FIELD = "form_work"
ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000  # rounds of one try: half a millisecond here, a few on a slow phone
FEWEST, MOST = 100, 400  # tries
LONGEST = 4_000  # characters of an answer that is looked at


def challenge_for(token: Token) -> dict[str, Any]:
    """The sum that goes with a token, as the worker takes it."""
    expires = int(token.issued_at.timestamp() + LIFETIME.total_seconds())
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        expires_at=expires,
        data={"token": token.fingerprint},
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("answer"),
    )
    found: dict[str, Any] = made.to_dict()
    return found


def is_done(answer: str, token: Token) -> bool:
    """Whether `answer` solves the sum that was given with `token`."""
    if not answer or len(answer) > LONGEST:
        return False
    result = altcha.verify_solution(answer, _key("challenge"), hmac_key_secret=_key("answer"))
    if not result.verified:
        return False
    given = altcha.Payload.from_base64(answer).challenge.parameters.data or {}
    return bool(given.get("token") == token.fingerprint)


def _key(purpose: str) -> str:
    return salted_hmac("intake.work", purpose, secret=settings.SECRET_KEY).hexdigest()
