"""Searching everything the scratch environment holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.db import connections

from .marks import Finder

BATCH = 500


@dataclass(frozen=True)
class Left:
    """A mark that was found: whose, and where."""

    mark: str
    place: str


class Search:
    """Looks into one place after the other; counts them, and keeps what it has found."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.places = 0
        self.left: dict[Left, None] = {}

    def look(self, place: str, content: bytes) -> None:
        """Look into some bytes of a place."""
        for mark in sorted(self.finder.found_in(content)):
            self.left[Left(mark, place)] = None

    def database(self, alias: str, name: str) -> None:
        """Every column of every row of every table of a database, search indexes included."""
        connection = connections[alias]
        with connection.cursor() as cursor:
            tables = sorted(connection.introspection.table_names(cursor))
        for table in tables:
            self.places += 1
            with connection.cursor() as cursor:
                # The names come from the database itself.
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                columns = [column[0] for column in cursor.description or ()]
                while rows := cursor.fetchmany(BATCH):
                    for row in rows:
                        for column, value in zip(columns, row, strict=True):
                            self.look(f"{name}, {table}.{column}", as_bytes(value))

    def files(self, folder: Path, name: str) -> None:
        """Every file below a folder: its name and its bytes."""
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            self.places += 1
            inside = path.relative_to(folder)
            self.look(f"{name}, name of a file", str(inside).encode())
            self.look(f"{name}, {inside.name}", path.read_bytes())

    def caches(self) -> None:
        """What the caches of this process remember."""
        for alias in caches:
            self.places += 1
            # Django's cache in memory has no way to list its entries.
            for key, value in getattr(caches[alias], "_cache", {}).items():
                self.look(f"cache {alias}", as_bytes(key) + as_bytes(value))

    def pieces(self, name: str, found: Iterable[tuple[str, bytes]]) -> None:
        """Named pieces of something: mails, what a processor holds."""
        for inner, content in found:
            self.places += 1
            self.look(f"{name}, {inner}", content)


def as_bytes(value: Any) -> bytes:
    """A database value as bytes to look into."""
    if value is None:
        return b""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode("utf-8", "replace")


def new_files(before: set[Path], folder: Path) -> Iterator[Path]:
    """Files that are there now and were not before."""
    yield from sorted(files_below(folder) - before)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}
