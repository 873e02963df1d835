"""The files that belong to a backup: every file of the media and the private store."""

import hashlib
import tempfile
from collections.abc import Iterator
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages

SPOOL_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 256 * 1024
STORES = ("default", "private")


def stores() -> dict[str, Storage]:
    """The stores whose files belong to the site's data, by alias."""
    return {alias: storages[alias] for alias in STORES if alias in settings.STORAGES}


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """The name of every file below `folder`, sorted within each folder; none when it is missing."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        if name:
            yield from names(storage, f"{folder}{name}/")


def read(storage: Storage, name: str) -> tuple[IO[bytes], int, str]:
    """A file's bytes (rewound), their number, and their sha256. Raises FileNotFoundError."""
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115
    digest, size = hashlib.sha256(), 0
    with storage.open(name, "rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            spool.write(chunk)
    spool.seek(0)
    return spool, size, digest.hexdigest()


def put(storage: Storage, name: str, content: IO[bytes], sha256: str) -> bool:
    """Store `content` under exactly `name`; False when the same bytes are there already."""
    if storage.exists(name):
        with storage.open(name, "rb") as present:
            digest = hashlib.sha256()
            while chunk := present.read(CHUNK_BYTES):
                digest.update(chunk)
        if digest.hexdigest() == sha256:
            return False
        storage.delete(name)
    storage.save(name, File(content))
    return True
