"""The search index: its entries, and the words SQLite's full-text segments keep after deletion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection

from ...texts import Text
from ..targets import Target
from .wagtail import ByContentType


def index_models() -> list[Any]:
    """The index entries' models that are installed (Wagtail's own, or modelsearch's)."""
    labels = ("wagtailsearch", "modelsearch")
    return [
        apps.get_model(label, "IndexEntry")
        for label in labels
        if apps.is_installed("wagtail.search" if label == "wagtailsearch" else label)
    ]


class SearchTraces(ByContentType):
    """Entries of the search index, and on SQLite the segments behind them."""

    slug = "search"
    name = Text(fr="index de recherche", en="search index")

    @property
    def models(self) -> tuple[tuple[Any, str, str], ...]:  # type: ignore[override]
        return tuple((model, "content_type", "object_id") for model in index_models())

    def erase(self, targets: Sequence[Target]) -> None:
        concerned = bool(self.find(targets))
        super().erase(targets)
        if concerned:
            forget_deleted_words()


def full_text_tables() -> list[str]:
    """The FTS5 tables of this database; none on PostgreSQL, which keeps no segments."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE %s",
            ["CREATE VIRTUAL TABLE%USING FTS5%"],
        )
        return [row[0] for row in cursor.fetchall()]


def forget_deleted_words() -> None:
    """Merge the segments, so that words of deleted entries are written nowhere any more."""
    for table in full_text_tables():
        name = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608


def delete_words_for_good() -> None:
    """Tell each FTS table to overwrite deleted words at once (SQLite 3.42 and later; persistent)."""
    for table in full_text_tables():
        name = connection.ops.quote_name(table)
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        except DatabaseError:
            # An older SQLite does not know the option; merging the segments does as much.
            forget_deleted_words()


def flush_to_the_main_file() -> None:
    """Empty SQLite's write-ahead log, which still holds pages as they were before."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
