"""What a run would erase, row by row, without touching anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from .. import registry, retention
from ..declarations import ModelDeclaration
from ..models import Erasure, Phase
from ..models.erasures import ENDED
from .marking import reason_to_keep
from .targets import rows_of, targets_of

BATCH = 500


@dataclass(frozen=True)
class Going:
    """A row that would go: by which rule, and since when it is due."""

    rule: str
    declaration: ModelDeclaration
    row: Model
    at: datetime


def would_go(*, now: datetime) -> Iterator[Going]:
    """Every row that a run at `now` would erase, once: what is under way, what is due and not kept for
    a reason, and what goes with it.
    """
    seen: set[tuple[str, Any]] = set()
    for going in (*_under_way(), *_due(now=now)):
        place = (going.declaration.label_lower, going.row.pk)
        if place not in seen:
            seen.add(place)
            yield going


def would_erase(slug: str, length: int, *, now: datetime) -> int:
    """How many rows of a rule would go at the next run if the DPO set this length."""
    declaration, rule = registry.retention_rule(slug)
    due = retention.due_rows(declaration, rule, now=now, length=length)
    if not _may_be_kept(declaration):
        return sum(1 for _ in due)
    return sum(1 for pk, _at in due if _row(declaration, pk) is not None)


def _may_be_kept(declaration: ModelDeclaration) -> bool:
    """Whether any reason to keep is declared for these rows, or for what goes with them."""
    below = (child for child, _parent in registry.children_of(declaration))
    return bool(declaration.keep) or any(_may_be_kept(child) for child in below)


def _under_way() -> Iterator[Going]:
    """Rows marked already: requests, withdrawals, and what a killed run left."""
    last = 0
    while True:
        rows = Erasure.objects.filter(pk__gt=last, phase__lt=Phase.DELETED).exclude(phase__in=ENDED)
        batch = list(rows.order_by("pk")[:BATCH])
        if not batch:
            return
        last = batch[-1].pk
        targets = targets_of(batch)
        there = rows_of(targets)
        for target in targets:
            if target.identity in there:
                erasure = target.erasure
                row = there[target.identity]
                yield Going(erasure.rule, target.declaration, row, erasure.created_at)


def _due(*, now: datetime) -> Iterator[Going]:
    for declaration, rule in registry.retention_rules():
        for pk, at in retention.due_rows(declaration, rule, now=now):
            row = _row(declaration, pk)
            if row is not None:
                yield Going(rule.slug, declaration, row, at)
                yield from _with(declaration, row, rule.slug, at)


def _row(declaration: ModelDeclaration, pk: Any) -> Model | None:
    """The row, unless it is gone or kept for a reason."""
    row = registry.model_of(declaration)._base_manager.filter(pk=pk).first()
    return row if row is not None and reason_to_keep(declaration, row) is None else None


def _with(declaration: ModelDeclaration, row: Model, rule: str, at: datetime) -> Iterator[Going]:
    """The rows that go with this one, and those with them."""
    for child, parent in registry.children_of(declaration):
        for below in registry.model_of(child)._base_manager.filter(**{parent: row}):
            yield Going(rule, child, below, at)
            yield from _with(child, below, rule, at)
