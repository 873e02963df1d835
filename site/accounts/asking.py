"""Many small questions asked of the database in one: how many, since when, and short lists.

The admin home is made of what a dozen features have to say. Each gives a queryset; one statement asks them
all (UNION ALL), so that a home costs the same however many features speak on it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.dateparse import parse_datetime

from privacy.words_read import OFTEN, one_of

LARGE = 1_000  # beside a list nobody counts farther
AS_OF = 300  # seconds for which it is remembered that there are more
MANY = 10_000  # rows from which a table is too long to count whatever somebody looks for
SAMPLE = 100  # rows that tell how many have the words
FEW = 150  # beside a search of words that very many rows have
FIRST = 2_000  # rows that are read to find FEW and one more
MOMENT = "CAST(NULL AS timestamp with time zone)"


Statement = tuple[str, tuple[Any, ...]]


class Searched(Protocol):
    """A list that somebody searches. `among`: without the search, in its order; `search`: leaves those
    of some rows that have the words, reading each; `few`: the list asked for in another way, if there is
    one that is quicker where few have them.
    """

    @property
    def among(self) -> "QuerySet[Any]": ...

    @property
    def search(self) -> Callable[[Any], Any]: ...

    @property
    def few(self) -> "QuerySet[Any] | None": ...


@dataclass(frozen=True)
class Asked:
    """How many rows there are, and the earliest moment in the column `oldest` (none: not asked).

    Beside a list (`count_for_lists`) they are counted to LARGE. `searched`: they are found by words; then
    it may be FEW. `until`: whether there are so many must be known (none: the number must).
    """

    rows: "QuerySet[Any]"
    oldest: str = ""
    searched: Searched | None = None
    until: int | None = 0

    def is_told_by(self, most: int) -> bool:
        """Whether it is enough to hear that there are more than so many."""
        return self.until is not None and self.until <= most


@dataclass(frozen=True)
class Counted:
    """The answer. `more`: there are more than `number`; `share`: of a thousand rows in the beginning of a
    long list so many have the words (0: not looked at), and `expected` of the whole table, if all is alike.
    """

    number: int = 0
    oldest: datetime | None = None
    more: bool = False
    share: int = 0
    expected: int = 0


NOTHING = Counted()


@dataclass(frozen=True)
class Line:
    """A row of a short list. `at`: an aware datetime."""

    pk: str
    title: str
    language: str
    at: datetime | None


def count_together(asked: Mapping[str, Asked], *, most: int | None = None) -> dict[str, Counted]:
    """The answers, by the names of the questions; one query, none when nothing is asked.

    `most`: where there are more, nobody counts them, if that is enough.
    """
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
        bound = _bound(one, most)
        if bound is not None:
            found = f"{found[0]} LIMIT {bound + 1}", found[1]
        oldest = "MIN(t.asked_at)" if one.oldest else MOMENT
        said = f"SELECT %s, COUNT(*), {oldest}, 0, 0 FROM ({found[0]}) t", found[1]  # noqa: S608
        if one.searched:
            reads = FEW if bound is not None and one.is_told_by(FEW) else None
            said = _by_reading(one.searched, found, bound, reads) or said
        parts.append(said[0])
        values += [name, *said[1]]
    answers = {}
    for name, number, at, share, expected in _all(parts, values):
        bound = _bound(asked[name], most)
        counted = Counted(number, _moment(at), False, share, expected)
        if number < 0:
            counted = replace(counted, number=-number, more=True)
        elif bound is not None and number > bound:
            counted = replace(counted, number=bound, more=True)
        answers[name] = counted
    return {name: answers.get(name, NOTHING) for name in asked}


def _bound(one: Asked, most: int | None) -> int | None:
    return most if most is not None and one.is_told_by(most) else None


def _by_reading(
    searched: Searched, index: Statement, bound: int | None, reads: int | None
) -> Statement | None:
    """The number of a search, which is found from the beginning of its list where that is quicker.

    Of words that very many rows have, the index would bring all of those together first. Whether they are
    such is seen in the first hundred rows. The first two thousand then have more than so many as are
    read for, which is said by a negative number, or are the whole list; else the index is asked. Each
    part is asked only where the one before it leaves it open.
    """
    among = searched.among.values("pk")
    listed = _statement(among)
    if listed is None:
        return None
    some = RawSQL(f"{listed[0]} LIMIT {{rows}}", listed[1])  # noqa: S611
    near = searched.search(among.model._base_manager.filter(one_of(some)))
    having = _statement(near.order_by().values("pk"))
    if having is None:
        return None

    def of(rows: int, statement: Statement) -> str:
        return statement[0].replace("{rows}", str(rows))

    table = connection.ops.quote_name(among.model._meta.db_table)
    first, sample = f"{listed[0]} LIMIT {FIRST}", f"{listed[0]} LIMIT {SAMPLE}"
    share = (
        f"CASE WHEN EXISTS(SELECT 1 FROM {table} LIMIT 1 OFFSET {MANY}) THEN"  # noqa: S608
        f" COALESCE(1000 * (SELECT COUNT(*) FROM ({of(SAMPLE, having)}) t)"
        f" / NULLIF((SELECT COUNT(*) FROM ({sample}) t), 0), 1000) ELSE 0 END"
    )
    whole = f"(SELECT COUNT(*) FROM ({index[0]}) t)"  # noqa: S608
    number, values = whole, index[1]
    few = None if searched.few is None else _statement(searched.few.order_by().values("pk"))
    if few is not None:
        limit = "" if bound is None else f" LIMIT {bound + 1}"
        rare = f"(SELECT COUNT(*) FROM ({few[0]}{limit}) t)"  # noqa: S608
        number = whole = f"CASE WHEN s.share = 0 THEN {rare} ELSE {whole} END"
        values = (*few[1], *index[1])
    if reads is not None:
        read = (
            f"SELECT CASE WHEN COUNT(*) > {reads} THEN -{reads}"  # noqa: S608
            f" WHEN (SELECT COUNT(*) FROM ({first}) u) < {FIRST} THEN COUNT(*) END"
            f" FROM ({of(FIRST, having)} LIMIT {reads + 1}) t"
        )
        number = f"COALESCE(CASE WHEN s.share >= {OFTEN} THEN ({read}) END, {whole})"
        values = (*listed[1], *having[1], *values)
    # DISTINCT: SQLite would otherwise look at the sample at each place where it is named.
    key = connection.ops.quote_name(among.model._meta.pk.column)
    text = (
        f"SELECT %s, {number}, {MOMENT}, s.share, s.share * (SELECT MAX({key}) FROM {table}) / 1000"  # noqa: S608
        f" FROM (SELECT DISTINCT {share} AS share) s"
    )
    return text, (*values, *having[1], *listed[1])


def rows_until(page: str, size: int) -> int | None:
    """For `Asked.until`: the rows until the end of this page of so many; None for one that is nowhere."""
    if not (page.isdecimal() and len(page) < 10):
        return None
    return int(page) * size or None


def count_for_lists(asked: Mapping[str, Asked], *, place: str) -> dict[str, Counted]:
    """The numbers beside a list, of the list itself and of its views, by name; one query.

    Counted to LARGE: with a hundred thousand rows it would otherwise be most of the work, and nobody does
    with 4,213 what they would not do with more than a thousand. Whoever goes beyond what was counted is
    told (`until`). That there are more is remembered for some minutes;
    `place` tells one list, and who looks at it, from the others; nothing of a question is kept but a hash.
    """
    keys = {
        name: f"counted-to:{hashlib.sha256(f'{place} {name}'.encode()).hexdigest()}"
        for name in asked
    }
    kept = cache.get_many(keys.values())
    said = {name: kept[key] for name, key in keys.items() if key in kept}
    known = {
        name: Counted(number, None, True, share, expected)
        for name, (number, share, expected) in said.items()
        if asked[name].is_told_by(number)
    }
    new = count_together({name: asked[name] for name in asked if name not in known}, most=LARGE)
    large = {
        keys[name]: (one.number, one.share, one.expected) for name, one in new.items() if one.more
    }
    if large:
        cache.set_many(large, AS_OF)
    return known | new


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


def _statement(rows: "QuerySet[Any, Any]") -> Statement | None:
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
