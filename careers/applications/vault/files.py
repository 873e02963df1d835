"""Putting files into the vault, moving them to the private store, and reading them again."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from careers.applications.cv.intake import CheckedCV
from careers.applications.models import (
    ApplicationFile,
    Attachment,
    PoolFile,
    ScanState,
    StagedFile,
)
from careers.applications.models.files import SealedFile, StoredFile
from careers.applications.vault import sealing
from outbox.services import post

Kept = TypeVar("Kept", bound=SealedFile)
STORE = "private"
CHANNEL = "cv"


class NotOpened(Exception):
    """The file is not opened: the virus scanner has recognised it, or was not asked yet."""


def put(model: type[Kept], cv: CheckedCV, **owner: Any) -> Kept:
    """Store a checked CV in its row, encrypted; in the caller's transaction. The worker moves it."""
    identity = uuid.uuid4()
    key = sealing.new_key()
    row = model(
        uuid=identity,
        name=cv.name,
        kind=cv.kind,
        size=cv.size,
        pages=cv.pages,
        sha256=cv.sha256,
        sealed_key=sealing.seal_key(key, str(identity)),
        content=sealing.encrypt(cv.content, key, str(identity)),
        scan=ScanState.CLEAN if cv.scanned else ScanState.WAITING,
        **owner,
    )
    row.save()
    if isinstance(row, StoredFile):
        settle_later(row)
    return row


def settle_later(row: StoredFile) -> None:
    """Have the worker move, scan, draw and read this file."""
    post(channel=CHANNEL, payload={}, about=row, key=f"{row._meta.model_name}-{row.pk}")


def read(row: SealedFile) -> bytes:
    """The file as it was sent. Raises NotOpened, FileNotFoundError, sealing.Unreadable."""
    if row.scan != ScanState.CLEAN:
        raise NotOpened
    return read_unscanned(row)


def read_unscanned(row: SealedFile) -> bytes:
    """The same for the scanner itself and the sandbox."""
    sealed = bytes(row.content) if row.content is not None else _from_store(row.base)
    return sealing.decrypt(sealed, _key_of(row), str(row.uuid))


def read_part(row: StoredFile, part: str) -> bytes:
    """A part made of the file: "text", "page-1"… Raises as `read`."""
    if row.scan != ScanState.CLEAN:
        raise NotOpened
    return sealing.decrypt(_from_store(f"{row.base}.{part}"), _key_of(row), f"{row.uuid}.{part}")


def write_part(row: StoredFile, part: str, content: bytes) -> None:
    """Keep a part made of the file; one that is there already is replaced."""
    name = f"{row.base}.{part}"
    _write(name, sealing.encrypt(content, _key_of(row), f"{row.uuid}.{part}"))


def move_to_store(row: StoredFile) -> bool:
    """Take the file out of its row into the private store; False when the row is going or gone.

    Its name is in the row before the file exists, so that the eraser knows of it at every moment.
    """
    model = type(row)
    if row.content is None:
        return model.objects.current().filter(pk=row.pk).exists()
    if not model.objects.current().filter(pk=row.pk).update(stored=row.base):
        return False
    row.stored.name = row.base
    _write(row.base, bytes(row.content))
    if model.objects.current().filter(pk=row.pk).update(content=None):
        row.content = None
        return True
    # Erased in the meantime: the eraser may have looked before the file was there.
    storages[STORE].delete(row.base)
    return False


def copy_to(model: type[StoredFile], row: StoredFile, **owner: Any) -> StoredFile:
    """The same CV for another owner, under a key of its own."""
    content = read(row)
    cv = CheckedCV(content=content, kind=row.kind, pages=row.pages, name=row.name, scanned=True)
    return put(model, cv, **owner)


def rotate_keys() -> int:
    """Seal every file's key anew with the first of VAULT_KEYS; how many were. Files stay as they are."""
    count = 0
    for model in (ApplicationFile, Attachment, PoolFile, StagedFile):
        rows = model.objects.exclude(sealed_key="")  # of a refused attachment nothing is kept
        for pk, sealed in list(rows.values_list("pk", "sealed_key")):
            if sealing.is_current(sealed):
                continue
            with transaction.atomic():
                row = model.objects.select_for_update().filter(pk=pk).first()
                if row is not None:
                    sealed = sealing.seal_key(_key_of(row), str(row.uuid))
                    model.objects.filter(pk=pk).update(sealed_key=sealed)
                    count += 1
    return count


def _key_of(row: SealedFile) -> bytes:
    return sealing.open_key(row.sealed_key, str(row.uuid))


def _write(name: str, content: bytes) -> None:
    store = storages[STORE]
    if store.exists(name):
        store.delete(name)
    store.save(name, ContentFile(content))


def _from_store(name: str) -> bytes:
    with storages[STORE].open(name, "rb") as file:
        return bytes(file.read())


def delete(name: str) -> None:
    """Remove a file of the store that nobody owns any more."""
    storages[STORE].delete(name)
