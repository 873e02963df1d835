"""Where archives are kept: a folder or an S3 bucket (BACKUP_URL), and for how long."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from django.conf import settings

PREFIX, SUFFIX = "backup-", ".dbk"
PARTIAL = ".partial"
# No backup takes so long: what is half-written after this time belongs to one that was killed.
ABANDONED = timedelta(days=1)
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Archive:
    """A finished backup: its name, when it was made, its size in bytes."""

    name: str
    made_at: datetime
    size: int


class Place(Protocol):
    """Keeps archives; one appears under its name only once it is whole."""

    def archives(self) -> list[Archive]:
        """Finished archives, oldest first."""
        ...

    def keep(self, path: Path, name: str) -> None:
        """Take the finished file at `path` in under `name`."""
        ...

    def open(self, name: str) -> Any:
        """A context manager with the archive's bytes. Raises FileNotFoundError."""
        ...

    def delete(self, name: str) -> None: ...

    def clear_leftovers(self, *, before: datetime) -> None:
        """Remove what backups that were killed before this moment have left half-written."""
        ...


def archive_name(moment: datetime) -> str:
    return f"{PREFIX}{moment.astimezone(UTC).strftime(STAMP)}{SUFFIX}"


def made_at(name: str) -> datetime | None:
    """When the archive of this name was made; None when it is not the name of an archive."""
    if not (name.startswith(PREFIX) and name.endswith(SUFFIX)):
        return None
    try:
        stamp = datetime.strptime(name[len(PREFIX) : -len(SUFFIX)], STAMP)
    except ValueError:
        return None
    return stamp.replace(tzinfo=UTC)


class FolderPlace:
    """Archives in a folder; written beside, then renamed, so that a kill leaves the last good one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def archives(self) -> list[Archive]:
        if not self.folder.is_dir():
            return []
        found = [
            Archive(path.name, moment, path.stat().st_size)
            for path in self.folder.iterdir()
            if (moment := made_at(path.name))
        ]
        return sorted(found, key=lambda archive: archive.made_at)

    def keep(self, path: Path, name: str) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = self.folder / f"{name}{PARTIAL}"
        with path.open("rb") as source, partial.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        partial.chmod(0o600)
        partial.replace(self.folder / name)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with (self.folder / Path(name).name).open("rb") as source:
            yield source

    def delete(self, name: str) -> None:
        (self.folder / Path(name).name).unlink(missing_ok=True)

    def clear_leftovers(self, *, before: datetime) -> None:
        for path in self.folder.glob(f"{PREFIX}*{SUFFIX}{PARTIAL}"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)


class BucketPlace:
    """Archives in an S3 bucket; an object appears only once its upload is complete."""

    def __init__(self, bucket: str, prefix: str) -> None:
        import boto3

        self.bucket, self.prefix = bucket, prefix.strip("/")
        self.client = boto3.client(
            "s3",
            endpoint_url=settings.S3_ENDPOINT_URL or None,
            region_name=settings.S3_REGION or None,
            aws_access_key_id=settings.S3_ACCESS_KEY_ID or None,
            aws_secret_access_key=settings.S3_SECRET_ACCESS_KEY or None,
        )

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def archives(self) -> list[Archive]:
        found = []
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=self._key(PREFIX)
        )
        for page in pages:
            for item in page.get("Contents", []):
                name = item["Key"].rsplit("/", 1)[-1]
                if moment := made_at(name):
                    found.append(Archive(name, moment, item["Size"]))
        return sorted(found, key=lambda archive: archive.made_at)

    def keep(self, path: Path, name: str) -> None:
        self.client.upload_file(str(path), self.bucket, self._key(name))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        try:
            body = self.client.get_object(Bucket=self.bucket, Key=self._key(name))["Body"]
        except self.client.exceptions.NoSuchKey as error:
            raise FileNotFoundError(name) from error
        try:
            yield body
        finally:
            body.close()

    def delete(self, name: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self._key(name))

    def clear_leftovers(self, *, before: datetime) -> None:
        pages = self.client.get_paginator("list_multipart_uploads").paginate(
            Bucket=self.bucket, Prefix=self._key(PREFIX)
        )
        for page in pages:
            for upload in page.get("Uploads", []):
                if upload["Initiated"] < before:
                    self.client.abort_multipart_upload(
                        Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                    )


class PlaceUnreachable(Exception):
    """The place of the backups does not answer, or refuses."""


@contextmanager
def reaching() -> Iterator[None]:
    """Turns what a disk or an object store answers into PlaceUnreachable; "not there" stays itself."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, Boto3Error, BotoCoreError, ClientError) as error:
        what = getattr(error, "strerror", None) or type(error).__name__
        raise PlaceUnreachable(
            f"The place of the backups (BACKUP_URL) cannot be reached: {what}."
        ) from error


def place() -> Place:
    """The place that BACKUP_URL names: a path, file:///path, or s3://bucket/prefix."""
    url = urlsplit(settings.BACKUP_URL)
    if url.scheme == "s3":
        return BucketPlace(url.netloc, url.path)
    return FolderPlace(Path(url.path))


def delete_expired(where: Place, *, now: datetime) -> list[str]:
    """Delete archives older than the window that the policy states; returns their names.

    The newest goes as well once it is too old: an erased person may still be in it, and the policy
    has promised a date. That backups have stopped is told long before (`backup.queries.backup_late`).
    What a killed backup has left half-written is as full of people, and goes a day later.
    """
    where.clear_leftovers(before=now - ABANDONED)
    limit = now - timedelta(days=settings.BACKUP_WINDOW_DAYS)
    expired = [archive.name for archive in where.archives() if archive.made_at < limit]
    for name in expired:
        where.delete(name)
    return expired
