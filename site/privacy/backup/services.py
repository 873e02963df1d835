"""Make a backup, check one, restore one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from . import databases, stores
from .archive import DATABASE, Contents, entry_path, unpack_archive, workspace, write_archive
from .places import Archive, archive_name, delete_expired, made_at, place, reaching


@dataclass(frozen=True)
class Made:
    """A backup that was made: its archive and the number of files in it; what expired meanwhile."""

    archive: Archive
    files: int
    expired: list[str]


@dataclass(frozen=True)
class Restored:
    """A backup that was put back: when it was made, how many files were written or there already."""

    made_at: str
    written: int
    unchanged: int


class NothingToRestore(Exception):
    """There is no archive of that name, or none at all."""


def make_backup(*, now: datetime | None = None) -> Made:
    """Back up database and files of this moment to BACKUP_URL, check it, then delete expired ones.

    The archive appears under its name only once it has been read back and found whole, so a kill
    at any point leaves the last good one. Raises what `write_archive` raises, DamagedArchive, and
    PlaceUnreachable.
    """
    now = now or timezone.now()
    where, name = place(), archive_name(now)
    with workspace() as work:
        path = work / "archive"
        with path.open("wb") as target:
            contents = write_archive(target, work, now=now)
        with path.open("rb") as source:
            unpack_archive(source, None)
        with reaching():
            where.keep(path, name)
        size = path.stat().st_size
    made = Archive(name, made_at(name) or now, size)
    with reaching():
        return Made(made, contents.files, delete_expired(where, now=now))


def check_backup(name: str | None = None) -> Contents:
    """Read an archive whole (the newest unless named). Raises DamagedArchive, NothingToRestore."""
    return _unpack(name, None)


def restore_files_and_database(name: str | None = None) -> Restored:
    """Put an archive back: files first, so that no row lacks its file, then the database.

    The archive is opened and checked whole before anything is touched. The caller must have made
    sure of the ledger, and must replay it before the site serves again (`restore` command).
    Raises DamagedArchive, NothingToRestore, DatabaseToolFailed, PlaceUnreachable.
    """
    with workspace() as work:
        contents = _unpack(name, work)
        written = unchanged = 0
        known = stores.stores()
        for entry, facts in contents.entries.items():
            if entry == DATABASE:
                continue
            _files, alias, file_name = entry.split("/", 2)
            with entry_path(work, facts["number"]).open("rb") as content:
                if stores.put(known[alias], file_name, content, facts["sha256"]):
                    written += 1
                else:
                    unchanged += 1
        databases.put_database_back(
            entry_path(work, contents.entries[DATABASE]["number"]), contents.vendor
        )
    return Restored(contents.made_at, written, unchanged)


def newest_archive() -> Archive | None:
    """The last good backup, if there is one. Raises PlaceUnreachable."""
    with reaching():
        archives = place().archives()
    return archives[-1] if archives else None


def _unpack(name: str | None, work: Path | None) -> Contents:
    where = place()
    newest = newest_archive()
    chosen = name or (newest.name if newest else "")
    if not chosen or made_at(chosen) is None:
        raise NothingToRestore("There is no backup to restore.")
    try:
        with where.open(chosen) as source:
            return unpack_archive(source, work)
    except FileNotFoundError as error:
        raise NothingToRestore(f"There is no backup named {chosen}.") from error
