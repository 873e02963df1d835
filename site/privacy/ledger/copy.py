"""The second place of the ledger (LEDGER_COPY_URL), kept up after every append.

JSON lines in segments of ten thousand entries, not a second database: a line once written is never touched by
later writes, a torn last line after a power cut costs that line alone (it is written again), any
tool can read it on the day the machine is gone, and an object store takes it as well as a disk.
Each line carries the chain value, so the copy proves itself without the ledger.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from . import book
from .book import Entry

SEGMENT = 10_000


class CopyUnreachable(Exception):
    """The second place cannot be read or written."""


class Place(Protocol):
    """Where segments of lines are kept."""

    def segments(self) -> list[str]:
        """The names of the segments, in order."""
        ...

    def read(self, segment: str) -> list[str]: ...

    def add(self, segment: str, lines: list[str]) -> None:
        """Append lines, on the disk before this returns."""
        ...

    def rewrite(self, segment: str, lines: list[str]) -> None:
        """Put these lines in place of the segment's, at once or not at all."""
        ...


class Folder:
    """Segments as files `ledger-000000.jsonl` of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def segments(self) -> list[str]:
        names = (path.stem for path in self.folder.glob("ledger-*.jsonl"))
        return sorted(name.removeprefix("ledger-") for name in names)

    def _path(self, segment: str) -> Path:
        return self.folder / f"ledger-{segment}.jsonl"

    def read(self, segment: str) -> list[str]:
        try:
            return self._path(segment).read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []

    def add(self, segment: str, lines: list[str]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._path(segment), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(handle).st_size
            # A line cut short by a power cut stays as it is; ours start on a line of their own.
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            data = ("\n" if torn else "") + "".join(f"{line}\n" for line in lines)
            view = memoryview(data.encode())
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if size == 0:
            self._sync_folder()

    def rewrite(self, segment: str, lines: list[str]) -> None:
        path = self._path(segment)
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as target:
            target.writelines(f"{line}\n" for line in lines)
            target.flush()
            os.fsync(target.fileno())
        beside.chmod(0o600)
        beside.replace(path)
        self._sync_folder()

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Bucket:
    """Segments in an S3 bucket: an object is never appended to, so each addition is one object."""

    def __init__(self, bucket: str, prefix: str) -> None:
        import boto3

        self.bucket, self.prefix = bucket, prefix.strip("/")
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=settings.S3_ENDPOINT_URL or None,
            region_name=settings.S3_REGION or None,
            aws_access_key_id=settings.S3_ACCESS_KEY_ID or None,
            aws_secret_access_key=settings.S3_SECRET_ACCESS_KEY or None,
        )

    def _keys(self, segment: str = "") -> list[str]:
        start = "/".join(part for part in (self.prefix, "ledger", segment) if part)
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=f"{start}/"
        )
        return sorted(item["Key"] for page in pages for item in page.get("Contents", []))

    def segments(self) -> list[str]:
        return sorted({key.rsplit("/", 2)[-2] for key in self._keys()})

    def _object(self, key: str) -> list[str]:
        body = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return body.decode("utf-8", errors="replace").splitlines()

    def read(self, segment: str) -> list[str]:
        return [line for key in self._keys(segment) for line in self._object(key)]

    def add(self, segment: str, lines: list[str]) -> None:
        first = json.loads(lines[0])["seq"]
        start = "/".join(part for part in (self.prefix, "ledger", segment) if part)
        self._put(f"{start}/{first:012d}.jsonl", lines)

    def rewrite(self, segment: str, lines: list[str]) -> None:
        by_place = {json.loads(line)["seq"]: line for line in lines}
        for key in self._keys(segment):
            old = [parsed for line in self._object(key) if (parsed := parse(line))]
            self._put(key, [by_place[one.seq] for one in old if one.seq in by_place])

    def _put(self, key: str, lines: list[str]) -> None:
        body = "".join(f"{line}\n" for line in lines).encode()
        self.client.put_object(Bucket=self.bucket, Key=key, Body=body)


def place() -> Place:
    """The place LEDGER_COPY_URL names: a path, file:///path, or s3://bucket/prefix."""
    url = urlsplit(settings.LEDGER_COPY_URL)
    if url.scheme == "s3":
        return Bucket(url.netloc, url.path)
    return Folder(Path(unquote(url.path)))


def line_of(entry: Entry) -> str:
    return json.dumps(asdict(entry), sort_keys=True, separators=(",", ":"))


def parse(line: str) -> Entry | None:
    """The entry a line holds; None for a torn or foreign line."""
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None


def read_all(where: Place | None = None) -> Iterator[Entry]:
    """Every entry of the copy once, in order. Raises CopyUnreachable."""
    where = where or place()
    last = 0
    with _reaching():
        for segment in where.segments():
            found = [entry for line in where.read(segment) if (entry := parse(line))]
            for entry in sorted(found, key=lambda one: one.seq):
                if entry.seq > last:
                    yield entry
                    last = entry.seq


def last_copied(where: Place | None = None) -> int:
    """The place of the last entry in the copy; 0 when it is empty. Raises CopyUnreachable."""
    where = where or place()
    with _reaching():
        for segment in reversed(where.segments()):
            found = [entry.seq for line in where.read(segment) if (entry := parse(line))]
            if found:
                return max(found)
    return 0


class Copier:
    """Keeps the copy up with the ledger; remembers how far it is, so that appending stays cheap."""

    def __init__(self) -> None:
        self.where = place()
        self.last: int | None = None

    def catch_up(self, *, batch: int = 1000) -> int:
        """Copy what the ledger has and the copy has not; how many. Raises CopyUnreachable."""
        if self.last is None:
            self.last = last_copied(self.where)
        count = 0
        waiting: list[Entry] = []
        for entry in book.entries(after=self.last):
            if waiting and (segment_of(entry) != segment_of(waiting[0]) or len(waiting) >= batch):
                count += self._write(waiting)
                waiting = []
            waiting.append(entry)
        return count + (self._write(waiting) if waiting else 0)

    def _write(self, waiting: list[Entry]) -> int:
        with _reaching():
            self.where.add(segment_of(waiting[0]), [line_of(entry) for entry in waiting])
        self.last = waiting[-1].seq
        return len(waiting)


def forget_subjects(*, before: datetime) -> int:
    """Empty the hash of the subject in old lines of the copy; how many. Raises CopyUnreachable."""
    limit = before.astimezone(UTC).isoformat(timespec="seconds")
    where, count = place(), 0
    with _reaching():
        for segment in where.segments():
            found = [entry for line in where.read(segment) if (entry := parse(line))]
            old = {entry.seq for entry in found if entry.subject and entry.at < limit}
            if old:
                kept = [replace(one, subject="") if one.seq in old else one for one in found]
                where.rewrite(segment, [line_of(entry) for entry in kept])
                count += len(old)
    return count


def segment_of(entry: Entry) -> str:
    """By place, not by date: a clock that went back must not put entries out of order."""
    return f"{(entry.seq - 1) // SEGMENT:06d}"


class _reaching:
    """Turns whatever a disk or an object store answers into CopyUnreachable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        if isinstance(error, OSError | BotoCoreError | ClientError):
            raise CopyUnreachable(type(error).__name__) from error
