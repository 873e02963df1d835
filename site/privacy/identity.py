"""How a person and a row are named without naming them: keyed hashes and stable identities."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from .records import PersonalRecord


def ledger_key() -> bytes:
    """LEDGER_KEY as bytes. Raises ImproperlyConfigured when it is not set."""
    if not settings.LEDGER_KEY:
        raise ImproperlyConfigured(
            "LEDGER_KEY is not set: the ledger cannot name a person without naming them."
        )
    return str(settings.LEDGER_KEY).encode()


def normalised(address: str) -> str:
    """An e-mail address as it is compared: trimmed, lower case."""
    return address.strip().lower()


def subject_hash(address: str) -> str:
    """The keyed hash (HMAC-SHA256, hex) under which the ledger knows a person; "" for no address."""
    if not address.strip():
        return ""
    return hmac.new(ledger_key(), normalised(address).encode(), hashlib.sha256).hexdigest()


def identity_of(row: Model) -> uuid.UUID:
    """The stable identity of a row: its own uuid, or one derived from the key for other models."""
    if isinstance(row, PersonalRecord):
        return row.uuid
    return derived_identity(row._meta.label_lower, row.pk)


def derived_identity(label: str, pk: object) -> uuid.UUID:
    """The identity of a row without a uuid: keyed, so that it tells nothing without the key."""
    digest = hmac.new(ledger_key(), f"{label}:{pk}".encode(), hashlib.sha256).digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def rows_with(model: type[Model], identities: Iterable[uuid.UUID]) -> dict[uuid.UUID, Model]:
    """The rows of `model` that have one of these identities."""
    wanted = set(identities)
    if issubclass(model, PersonalRecord):
        return {row.uuid: row for row in model._base_manager.filter(uuid__in=wanted)}
    found = {}
    # Staff and their records: few rows, and the hash cannot be turned round.
    for row in model._base_manager.all().iterator(chunk_size=500):
        identity = identity_of(row)
        if identity in wanted:
            found[identity] = row
    return found
