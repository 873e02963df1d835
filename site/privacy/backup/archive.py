"""What an archive holds: the database, every file, and last the list of both with their hashes.

Files are read before the database and again after it: what was added meanwhile is taken in, and
what the database still needs is never missing, since a row goes before or with its file's deletion
and is finished by the eraser (a marked row without its file is erased again when the ledger is
replayed). What a file listing shows but no row names is an orphan, which the orphan check finds.
"""

import fcntl
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import django
import wagtail
from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from ..locks import only_one
from . import databases, stores
from .container import DamagedArchive, OpeningReader, SealingWriter, read_key

MANIFEST = "manifest.json"
DATABASE = "database"
VERSION = 1


@dataclass
class Contents:
    """What is in an archive: where it comes from, and size and sha256 of every entry."""

    made_at: str
    vendor: str
    migrations: list[str] = field(default_factory=list)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    software: dict[str, str] = field(default_factory=dict)
    version: int = VERSION

    @property
    def files(self) -> int:
        return len(self.entries) - 1


class AlreadyRunning(Exception):
    """Another backup or restore is under way, on whatever machine."""


@contextmanager
def workspace() -> Iterator[Path]:
    """A private folder for what must be on disk in clear for a moment; leftovers of a kill go first.

    Raises AlreadyRunning: a backup of what is being restored would be of no one moment. The lock of
    all machines is in the database; the one of this folder still holds when the database, and that
    lock with it, has gone away in the middle.
    """
    base = Path(settings.WORK) / "backup-work"
    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one("backup") as mine, (base / "lock").open("w") as lock:
        if not (mine and _taken(lock)):
            raise AlreadyRunning("A backup or restore is already running.")
        for leftover in base.iterdir():
            if leftover.is_dir():
                shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(dir=base) as folder:
            yield Path(folder)


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_archive(target: BinaryIO, work: Path, *, now: datetime) -> Contents:
    """Write a backup of this moment to `target`, sealed with BACKUP_KEY; returns what is in it.

    Raises UnusableKey, DatabaseToolFailed, or OSError when a disk or store fails.
    """
    contents = Contents(
        made_at=now.astimezone(UTC).isoformat(),
        vendor=connections[databases.ALIAS].vendor,
        migrations=sorted(
            f"{app}.{name}"
            for app, name in MigrationRecorder(connections[databases.ALIAS]).applied_migrations()
        ),
        software={"django": django.get_version(), "wagtail": wagtail.__version__},
    )
    sealed = SealingWriter(target, read_key(settings.BACKUP_KEY))
    with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="w|gz") as tar:
        _add_files(tar, contents)
        snapshot = work / "database"
        databases.copy_database(snapshot)
        _add_path(tar, contents, DATABASE, snapshot)
        snapshot.unlink()
        _add_files(tar, contents)
        listing = json.dumps(contents.__dict__, sort_keys=True).encode()
        _add(tar, MANIFEST, io.BytesIO(listing), len(listing))
    sealed.finish()
    return contents


def _add_files(tar: tarfile.TarFile, contents: Contents) -> None:
    """Add every file not in the archive yet; one that goes while we read is no longer wanted."""
    for alias, storage in stores.stores().items():
        for name in stores.names(storage):
            entry = f"files/{alias}/{name}"
            if entry in contents.entries:
                continue
            try:
                content, size, sha256 = stores.read(storage, name)
            except FileNotFoundError:
                continue
            with content:
                _add(tar, entry, content, size)
            contents.entries[entry] = {"size": size, "sha256": sha256}


def _add_path(tar: tarfile.TarFile, contents: Contents, entry: str, path: Path) -> None:
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        size = source.tell()
        source.seek(0)
        _add(tar, entry, source, size)
    contents.entries[entry] = {"size": size, "sha256": sha256}


def _add(tar: tarfile.TarFile, entry: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(entry)
    member.size, member.mode = size, 0o600
    tar.addfile(member, content)


def unpack_archive(source: BinaryIO, work: Path | None) -> Contents:
    """Open the archive into `work` and check it whole: nothing is used before everything is right.

    Without a folder it is only checked, and nothing of it touches a disk.

    Raises DamagedArchive, UnusableKey.
    """
    sealed = OpeningReader(source, read_key(settings.BACKUP_KEY))
    found: dict[str, str] = {}
    listing: dict[str, Any] | None = None
    try:
        with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None:
                    raise DamagedArchive("The archive holds something other than files.")
                if member.name == MANIFEST:
                    listing = json.load(content)
                    continue
                digest = hashlib.sha256()
                path = entry_path(work, len(found)) if work else Path(os.devnull)
                with path.open("wb") as target:
                    while chunk := content.read(stores.CHUNK_BYTES):
                        digest.update(chunk)
                        target.write(chunk)
                found[member.name] = digest.hexdigest()
        while sealed.read(stores.CHUNK_BYTES):
            pass  # to the sealed end, so that a cut behind the tar's end is found as well
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise DamagedArchive("The archive is damaged.") from error
    if listing is None or listing.get("version") != VERSION:
        raise DamagedArchive("The archive's list of contents is missing or of another version.")
    contents = Contents(**listing)
    if found != {name: entry["sha256"] for name, entry in contents.entries.items()}:
        raise DamagedArchive("The archive does not hold what its list of contents says.")
    if DATABASE not in found:
        raise DamagedArchive("The archive holds no database.")
    # Entries were unpacked under numbers, never under names that an archive could choose.
    contents.entries = {
        name: {**contents.entries[name], "number": number} for number, name in enumerate(found)
    }
    return contents


def entry_path(work: Path, number: int) -> Path:
    """Where entry `number` of an archive is unpacked."""
    return work / f"{number:08d}"
