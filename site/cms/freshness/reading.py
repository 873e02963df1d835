"""Noting what an answer is made of, while it is made.

with reading() as reads: …
reads.tags        what it depends on
reads.until       when it is over by itself: the next date that lies in something it shows
reads.personal    whether it asked for anything about a person; such an answer is never kept
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone

from cms.freshness.statements import Condition, Select, parse_select
from cms.freshness.tables import CONSTANT, FACE, PAGES, STEP, VERSIONS, followed, languages

LOCALES = "wagtailcore_locale"
_here = threading.local()


class Reads:
    """What was asked for so far."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.until: datetime | None = None
        self.personal = False

    def ends(self, at: datetime) -> None:
        """It must not be shown after `at`."""
        if self.until is None or at < self.until:
            self.until = at

    def include(self, other: "Reads") -> None:
        """What it holds was made with these."""
        self.tags |= other.tags
        self.personal |= other.personal
        if other.until is not None:
            self.ends(other.until)


def current() -> Reads | None:
    """What is being noted in this thread."""
    return getattr(_here, "reads", None)


@contextmanager
def reading() -> Iterator[Reads]:
    """Note what is asked for inside; what is being noted outside gets it as well."""
    outer, reads = current(), Reads()
    _here.reads = reads
    try:
        yield reads
    finally:
        _here.reads = outer
        if outer is not None:
            outer.include(reads)


@contextmanager
def aside() -> Iterator[None]:
    """Ask without noting it: for what is kept by time, or by nobody."""
    outer = current()
    _here.reads = None
    try:
        yield
    finally:
        _here.reads = outer


def observe(sql: str, params: Any) -> None:
    """Note one query."""
    reads = current()
    if reads is None or not sql.startswith("SELECT"):
        return
    select = parse_select(sql)
    known = followed()
    for table in select.tables:
        if table not in known and table not in CONSTANT:
            reads.personal = True
    with aside():
        reads.tags |= tags_of(select, params or ())


def observe_row(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Note one row that was taken out of the database (signal post_init)."""
    reads = current()
    if reads is None or instance.pk is None:
        return
    table = followed().get(sender._meta.db_table)
    if table is None:
        return
    face = FACE if table.name == PAGES else ""
    reads.tags.add(f"{table.root}#{instance.pk}{face}")
    held = instance.__dict__
    for name in _moments(sender):
        moment = held.get(name)
        if moment is not None and moment > timezone.now():
            reads.ends(moment)


@cache
def _moments(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField) and not (field.auto_now or field.auto_now_add)
    )


def tags_of(select: Select, params: Any) -> set[str]:
    """The tags of what a query may have looked at."""
    tags: set[str] = set()
    for unit in _units(select):
        found = _best(unit, select, params)
        if not found and not _led_to(unit, select):
            language = _language_asked(unit, select, params)
            found = {f"{unit[0]}.locale~{language}" if language else unit[0]}
        # Who takes a page without its type sees no more of it than its address and its titles.
        face = FACE if unit == [PAGES] else ""
        tags |= {f"{tag}{face}" for tag in found}
    return tags


def _units(select: Select) -> list[list[str]]:
    """The tables of the query that are followed, those of one chain of inheritance together.

    The lowest one of a chain comes first: what is written to a row has the tags of its whole chain.
    """
    known = followed()
    tables = [table for table in select.tables if table in known]
    above = {known[table].above for table in tables}
    units = []
    for table in tables:
        if table in above:
            continue
        unit = [table]
        while (name := known[unit[-1]].above) in tables and name is not None:
            unit.append(name)
        units.append(unit)
    return units


def _best(unit: list[str], select: Select, params: Any) -> set[str]:
    """The tags of the most telling condition; empty when there is none."""
    language = _language_asked(unit, select, params)
    found = [
        (_rank(condition), tags)
        for condition in select.conditions
        if condition.table in unit and (tags := _tags(condition, params, language))
    ]
    return min(found, key=lambda one: (one[0], len(one[1])), default=(0, set[str]()))[1]


def _rank(condition: Condition) -> int:
    table = followed()[condition.table]
    if condition.column == table.key:
        return 0
    if condition.kind == "in":
        return 2 if condition.column == "slug" else 1
    return 3  # below a page


def _tags(condition: Condition, params: Any, language: str) -> set[str]:
    table = followed()[condition.table]
    values = [str(params[place]) for place in condition.places]
    if condition.kind != "in":
        stem = _common(*values) if condition.kind == "between" else values[0].removesuffix("%")
        stem = stem[: len(stem) - len(stem) % STEP]
        below = condition.column == "path" and table.path and stem
        return {f"{table.name}.path^{stem}"} if below else set()
    if condition.column == table.key:
        return {f"{table.root}#{value}" for value in values}
    if condition.column in table.columns:
        # Of the versions of a page, the one in the language that was asked for.
        version = f"@{language}" if language and condition.column == VERSIONS else ""
        return {f"{table.name}.{condition.column}={value}{version}" for value in values}
    return set()


def _common(first: str, last: str) -> str:
    for at, (a, b) in enumerate(zip(first, last, strict=False)):
        if a != b:
            return first[:at]
    return first


def _language_asked(unit: list[str], select: Select, params: Any) -> str:
    """The language, where the query asks for one; empty for all of them."""
    joined = {(first, column, second) for first, column, second, _key in select.joins}
    for condition in select.conditions:
        if condition.kind != "in" or len(condition.places) != 1:
            continue
        value = str(params[condition.places[0]])
        if condition.table in unit and condition.column == "locale_id":
            return languages().get(value, value)
        if (condition.table, condition.column) == (LOCALES, "language_code") and any(
            (table, "locale_id", LOCALES) in joined for table in unit
        ):
            return value
    return ""


def _led_to(unit: list[str], select: Select) -> bool:
    """Whether rows of another table name the rows of this one, and each is noted as it is taken out."""
    known = followed()
    keys = {(table, known[table].key) for table in unit}
    looked_at = {one for one in select.judged if one[0] in unit} | {
        (one.table, one.column) for one in select.conditions if one.table in unit
    }
    if not select.simple or looked_at - keys:
        return False
    if any(table in unit for table, _column in select.taken) and not keys & select.taken:
        return False
    return any(
        ((first, column) in keys) != ((second, other) in keys)
        for first, column, second, other in select.joins
    )
