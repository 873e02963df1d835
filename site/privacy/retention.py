"""How long rows are kept, after the DPO's shortenings, and when a row is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from . import clock, registry
from .declarations import ModelDeclaration, Retention
from .models import RetentionLength
from .records import PersonalRecord


@dataclass(frozen=True)
class Due:
    """When a row is erased, and by which rule."""

    at: datetime
    rule: Retention


def effective_length(rule: Retention) -> int:
    """The length in the rule's unit: the DPO's when shorter, else the declared one."""
    if not rule.setting:
        return rule.length
    found = RetentionLength.objects.filter(rule=rule.slug).first()
    return min(found.length, rule.length) if found and found.length > 0 else rule.length


def length_of(rule: Retention) -> dict[str, int]:
    """The effective length as arguments of `clock.add`."""
    return {rule.unit: effective_length(rule)}


def rows_under(declaration: ModelDeclaration, rule: Retention) -> QuerySet[Any]:
    """The rows a rule is about, marked ones left out."""
    rows: QuerySet[Any] = registry.model_of(declaration)._base_manager.all()
    if issubclass(rows.model, PersonalRecord):
        rows = rows.filter(erasure_marked_at__isnull=True)
    return rule.rows(rows) if rule.rows else rows


def candidates(
    declaration: ModelDeclaration, rule: Retention, *, now: datetime, length: int | None = None
) -> QuerySet[Any]:
    """The rows that may be due at `now`: all that are, and a few that are not yet."""
    measure = {rule.unit: length} if length else length_of(rule)
    bound = clock.no_event_after(now, **measure)
    return rows_under(declaration, rule).filter(
        Q(**{f"{rule.event}__lt": bound}), **{f"{rule.event}__isnull": False}
    )


def due_rows(
    declaration: ModelDeclaration,
    rule: Retention,
    *,
    now: datetime,
    length: int | None = None,
    batch: int = 1000,
) -> Iterator[tuple[Any, datetime]]:
    """(primary key, date due) of each row past its date at `now`, in batches by primary key.

    `length`: tried instead of the effective one (what a shortening would erase).
    """
    measure = {rule.unit: length} if length else length_of(rule)
    rows = candidates(declaration, rule, now=now, length=length).order_by("pk")
    last: Any = None
    while True:
        part = rows if last is None else rows.filter(pk__gt=last)
        found = list(part.values_list("pk", rule.event)[:batch])
        for pk, event in found:
            at = clock.add(event, **measure)
            if at <= now:
                yield pk, at
        if len(found) < batch:
            return
        last = found[-1][0]


def due_of(row: Model) -> Due | None:
    """When this row is erased: the first of its rules; with its parent's; None when no clock runs."""
    declaration = registry.declaration_for(row)
    if not declaration.rules:
        parent = getattr(declaration.retention, "parent", "")
        owner = getattr(row, parent, None) if parent else None
        return due_of(owner) if isinstance(owner, Model) else None
    found = []
    for rule in declaration.rules:
        rows = registry.model_of(declaration)._base_manager.filter(pk=row.pk)
        rows = rule.rows(rows) if rule.rows else rows
        event = rows.values_list(rule.event, flat=True).first()
        if event is not None:
            found.append(Due(clock.add(event, **length_of(rule)), rule))
    return min(found, key=lambda due: due.at, default=None)


def still_due(declaration: ModelDeclaration, pks: Sequence[Any], *, now: datetime) -> set[Any]:
    """Those of these rows that some rule makes due at `now`; marks do not matter."""
    found: set[Any] = set()
    for rule in declaration.rules:
        measure = length_of(rule)
        rows = registry.model_of(declaration)._base_manager.filter(pk__in=pks)
        rows = rule.rows(rows) if rule.rows else rows
        for pk, event in rows.values_list("pk", rule.event):
            if event is not None and clock.add(event, **measure) <= now:
                found.add(pk)
    return found
