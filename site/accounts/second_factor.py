"""The second factor: a six-digit code from the phone, or a recovery code, on top of the password."""

import base64
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from accounts.adapter import SecretLost

if TYPE_CHECKING:
    from accounts.models import User

METHOD = "mfa"
_PENDING = "accounts.second_factor.secret"


@dataclass(frozen=True)
class Enrolment:
    """What the set-up screen shows. `secret` is base 32; `image` an SVG as a data: address."""

    secret: str
    image: str

    @property
    def spaced(self) -> str:
        """The secret in groups of four, for typing."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


def is_satisfied(request: HttpRequest, user: "User") -> bool:
    """Whether this session has shown the second factor of this user."""
    records = get_authentication_records(request, user)
    return any(record.get("method") == METHOD for record in records)


def record(request: HttpRequest, user: "User", method: str) -> None:
    """Note in the session that this step was passed ("password" or "mfa")."""
    record_authentication(request, user, method=method)


def begin_enrolment(request: HttpRequest, user: "User") -> Enrolment:
    """The secret this session proposes, the same until it is used. Kept encrypted in the session."""
    secret = _pending_secret(request)
    if secret is None:
        secret = generate_totp_secret()
        request.session[_PENDING] = encrypt(secret)
    issuer = settings.MFA_TOTP_ISSUER
    label = quote(f"{issuer}:{user.email}", safe=":@")
    address = f"otpauth://totp/{label}?" + urlencode(
        {"secret": secret, "issuer": issuer}, quote_via=quote
    )
    return Enrolment(secret=secret, image=_as_image(address))


@transaction.atomic
def enrol(request: HttpRequest, user: "User", code: str) -> bool:
    """Tie the proposed secret to the account when `code` shows that the phone has it.

    Replaces an earlier phone and its recovery codes. Returns whether the code was right.
    """
    secret = _pending_secret(request)
    counter = _matching_counter(secret, code) if secret else None
    if secret is None or counter is None:
        return False
    Authenticator.objects.filter(user=user).delete()
    phone = TOTP.activate(user, secret).instance
    phone.data["last_counter"] = counter
    phone.save(update_fields=["data"])
    RecoveryCodes.activate(user)
    del request.session[_PENDING]
    return True


@transaction.atomic
def verify(user: "User", code: str) -> bool:
    """Whether `code` is this user's current six-digit code or an unused recovery code.

    Either works once: the phone's code is refused when it, or a later one, was used before.
    """
    code = "".join(code.split()).replace("-", "")
    methods = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
    phone = methods.get(Authenticator.Type.TOTP)
    spare = methods.get(Authenticator.Type.RECOVERY_CODES)
    try:
        if phone is not None and _use_phone(phone, code):
            return True
        if phone is not None and spare is not None and RecoveryCodes(spare).validate_code(code):
            RecoveryCodes(spare).instance.record_usage()
            return True
    except SecretLost:
        # Encrypted under a key this site no longer has: nothing proves the code.
        return False
    return False


def unused_codes(user: "User") -> list[str]:
    """The recovery codes that still work; empty without a second factor."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None:
        return []
    try:
        return RecoveryCodes(row).get_unused_codes()
    except SecretLost:
        return []


@transaction.atomic
def renew_codes(user: "User") -> None:
    """New recovery codes; the former ones no longer work."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)


def remove(user: "User") -> None:
    """Take the second factor away, with its recovery codes."""
    Authenticator.objects.filter(user=user).delete()


def _pending_secret(request: HttpRequest) -> str | None:
    sealed = request.session.get(_PENDING)
    if not sealed:
        return None
    try:
        return decrypt(sealed)
    except SecretLost:
        return None


def _use_phone(phone: Authenticator, code: str) -> bool:
    counter = _matching_counter(decrypt(phone.data["secret"]), code)
    if counter is None or counter <= phone.data.get("last_counter", -1):
        return False
    phone.data["last_counter"] = counter
    phone.save(update_fields=["data"])
    phone.record_usage()
    return True


def _matching_counter(secret: str, code: str) -> int | None:
    """The 30-second step this code belongs to (RFC 6238), one step of clock drift either way."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None


def _as_image(address: str) -> str:
    import qrcode  # once in the life of an account
    from qrcode.image.svg import SvgPathFillImage

    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage, border=3).save(out)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
