"""Rows by the thousand, also of models whose row is made of two tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models

BATCH = 1_000


def steps(first: int, last: int, size: int = BATCH) -> Iterator[range]:
    """The numbers from `first` until before `last`, so many at a time."""
    for start in range(first, last, size):
        yield range(start, min(start + size, last))


def insert_own_table(rows: Sequence[models.Model]) -> None:
    """The second table of these rows, whose first one has them already: bulk_create knows one only."""
    model: Any = type(rows[0])
    fields = model._meta.local_concrete_fields
    size = max(1, connection.ops.bulk_batch_size(fields, rows))
    for start in range(0, len(rows), size):
        model._base_manager._insert(
            rows[start : start + size], fields=fields, using=connection.alias
        )


def analyse() -> None:
    """What PostgreSQL does by itself some minutes after a table has grown."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
