"""The erasures to come: how many records, on which day, by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, Model
from django.db.models.functions import TruncDate

from . import clock, registry, retention
from .declarations import ModelDeclaration, Retention
from .texts import Text

DAYS = 90


@dataclass
class Day:
    """One day of the calendar: how many records are due, by rule."""

    day: date
    by_rule: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.by_rule.values())

    @property
    def lines(self) -> list[tuple[Text, int]]:
        """(what, how many), in the order of the register."""
        return [(name_of(slug), count) for slug, count in sorted(self.by_rule.items())]


def coming(*, now: datetime, days: int = DAYS) -> list[Day]:
    """Every day from today on. What is overdue counts today.

    One grouped query for each rule, whatever the number of records: the database counts the events
    of each Paris day, and the rule's length is added here, to each of these days. A record under
    several rules is counted under each; the first date is the one it goes on.
    """
    today = now.astimezone(clock.PARIS).date()
    found = {today + timedelta(days=n): Day(today + timedelta(days=n)) for n in range(days)}
    for declaration, rule in registry.retention_rules():
        for day, count in due_by_day(declaration, rule, now=now + timedelta(days=days)):
            line = found.get(max(day, today))
            if line is not None:
                line.by_rule[rule.slug] = line.by_rule.get(rule.slug, 0) + count
    return list(found.values())


def due_by_day(
    declaration: ModelDeclaration, rule: Retention, *, now: datetime
) -> Iterator[tuple[date, int]]:
    """(day due, how many records) for each day up to `now`."""
    rows = retention.candidates(declaration, rule, now=now)
    event: Any = F(rule.event)
    if isinstance(column_of(registry.model_of(declaration), rule.event), DateTimeField):
        event = TruncDate(rule.event, tzinfo=clock.PARIS)
    counted = rows.order_by().annotate(event_day=event).values("event_day")
    length = retention.length_of(rule)
    for line in counted.annotate(count=Count("pk", distinct=True)).order_by("event_day"):
        due = clock.add(line["event_day"], **length).astimezone(clock.PARIS).date()
        yield due, line["count"]


def column_of(model: type[Model], path: str) -> Any:
    """The field at the end of a path through relations."""
    column: Any = None
    for name in path.split("__"):
        column = model._meta.get_field(name)
        model = column.related_model or model
    return column


def name_of(slug: str) -> Text:
    """What a rule is about, as the policy calls it."""
    declaration, rule = registry.retention_rule(slug)
    return rule.applies_to or declaration.name


def weeks(days: list[Day]) -> list[list[Day | None]]:
    """The days as weeks from Monday to Sunday; None before the first and after the last."""
    cells: list[Day | None] = [None] * (days[0].day.weekday() if days else 0)
    cells += days
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
