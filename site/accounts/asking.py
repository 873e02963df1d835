"""Many small questions asked of the database in one: how many, since when, and short lists.

The admin home is made of what a dozen features have to say. Each gives a queryset; one statement asks them
all (UNION ALL), so that a home costs the same however many features speak on it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.utils.dateparse import parse_datetime

LARGE = 1_000  # a number beside a list that may be
AS_OF = 300  # seconds old
MOMENT = "CAST(NULL AS timestamp with time zone)"


@dataclass(frozen=True)
class Asked:
    """How many rows there are, and the earliest moment in the column `oldest` (none: not asked)."""

    rows: "QuerySet[Any]"
    oldest: str = ""


@dataclass(frozen=True)
class Counted:
    """The answer."""

    number: int = 0
    oldest: datetime | None = None


NOTHING = Counted()


@dataclass(frozen=True)
class Line:
    """A row of a short list. `at`: an aware datetime."""

    pk: str
    title: str
    language: str
    at: datetime | None


def count_together(asked: Mapping[str, Asked]) -> dict[str, Counted]:
    """The answers, by the names of the questions; one query, none when nothing is asked."""
    parts: list[str] = []
    values: list[Any] = []
    for name, one in asked.items():
        columns = {"asked_at": F(one.oldest)} if one.oldest else {}
        inner = one.rows.values(asked_pk=F("pk"), **columns)
        if not inner.query.is_sliced:
            inner = inner.order_by()
        found = _statement(inner)
        if found is None:
            continue
        oldest = "MIN(t.asked_at)" if one.oldest else MOMENT
        parts.append(f"SELECT %s, COUNT(*), {oldest} FROM ({found[0]}) t")  # noqa: S608
        values += [name, *found[1]]
    answers = {name: Counted(number, _moment(at)) for name, number, at in _all(parts, values)}
    return {name: answers.get(name, NOTHING) for name in asked}


def count_for_lists(asked: Mapping[str, Asked], *, place: str) -> dict[str, int]:
    """The numbers beside the views of a list, by name; one query.

    A number above a thousand may be some minutes old: nobody sees it turn from 4,213 to 4,212, and with
    a hundred thousand rows counting would be most of the work. `place` tells one list, and who looks at
    it, from the others; nothing of a question is kept in the cache but its hash.
    """
    keys = {
        name: f"numbers:{hashlib.sha256(f'{place} {name}'.encode()).hexdigest()}" for name in asked
    }
    kept = cache.get_many(keys.values())
    numbers = {name: kept[key] for name, key in keys.items() if key in kept}
    new = count_together({name: one for name, one in asked.items() if name not in numbers})
    large = {keys[name]: one.number for name, one in new.items() if one.number > LARGE}
    if large:
        cache.set_many(large, AS_OF)
    return {name: new[name].number if name in new else numbers[name] for name in asked}


def list_together(asked: Mapping[str, "QuerySet[Any, Any]"]) -> dict[str, list[Line]]:
    """Short lists, by their names; one query. Each queryset comes from `as_lines`."""
    parts: list[str] = []
    values: list[Any] = []
    for name, rows in asked.items():
        found = _statement(rows)
        if found is None:
            continue
        parts.append(
            "SELECT %s, CAST(t.line_pk AS varchar(64)), t.line_title, t.line_language, t.line_at"  # noqa: S608
            f" FROM ({found[0]}) t"
        )
        values += [name, *found[1]]
    lists: dict[str, list[Line]] = {name: [] for name in asked}
    for name, pk, title, language, at in _all(parts, values):
        lists[name].append(Line(pk, title, language or "", _moment(at)))
    return lists


def _statement(rows: "QuerySet[Any, Any]") -> tuple[str, tuple[Any, ...]] | None:
    try:
        sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(parameters)


def _all(parts: list[str], values: list[Any]) -> list[tuple[Any, ...]]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return list(cursor.fetchall())


def _moment(value: Any) -> datetime | None:
    """An aware moment: SQLite gives its text, in UTC."""
    if isinstance(value, str):
        value = parse_datetime(value)
    if value is not None and value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    found: datetime | None = value
    return found
