"""The file kept while somebody corrects a mistake in the form: an hour, in its encrypted row."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from careers.applications.cv.intake import CheckedCV
from careers.applications.models import ScanState, StagedFile
from careers.applications.vault import files
from privacy.services import erase_rows

LIFETIME = timedelta(hours=1)
TOKEN_BYTES = 24


def stage(cv: CheckedCV) -> str:
    """Keep a checked file; the token that the form carries on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    files.put(StagedFile, cv, token_hash=_hash(token))
    return token


def staged(token: str) -> CheckedCV | None:
    """The file kept under this token within the last hour.

    It stays until its hour is over: a second click on the same form finds it again.
    """
    if not token:
        return None
    row = StagedFile.objects.filter(
        token_hash=_hash(token), added_at__gt=timezone.now() - LIFETIME
    ).first()
    if row is None:
        return None
    return CheckedCV(
        content=files.read_unscanned(row),
        kind=row.kind,
        pages=row.pages,
        name=row.name,
        scanned=row.scan == ScanState.CLEAN,
    )


def clear() -> int:
    """Erase what is older than an hour; how many. The ledger keeps it from coming back with a backup."""
    old = StagedFile.objects.current().filter(added_at__lte=timezone.now() - LIFETIME)
    return len(erase_rows(rows=list(old[:1000]), rule="staged").erasures)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
