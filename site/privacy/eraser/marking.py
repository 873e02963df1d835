"""The first step: decide under lock that a row goes, mark it, and write its Erasure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from .. import clock, registry, retention
from ..declarations import Keep, ModelDeclaration, Retention
from ..identity import identity_of, subject_hash
from ..models import Cause, Erasure
from ..models.erasures import ENDED
from ..records import PersonalRecord
from .pace import short_transaction


def mark_due(
    declaration: ModelDeclaration, rule: Retention, pks: Sequence[Any], *, now: datetime
) -> tuple[list[Erasure], int]:
    """Mark those of these rows that are still due now that they are locked, and their children.

    Returns the erasures and how many rows are kept for a reason. One transaction.
    """
    with short_transaction():
        rows = locked(declaration, pks)
        events = dict(
            retention.rows_under(declaration, rule).filter(pk__in=pks).values_list("pk", rule.event)
        )
        measure = retention.length_of(rule)
        due = [
            row
            for row in rows
            if events.get(row.pk) is not None and clock.add(events[row.pk], **measure) <= now
        ]
        going = [row for row in due if reason_to_keep(declaration, row) is None]
        made = write(declaration, going, rule=rule.slug, cause=Cause.RETENTION)
    return made, len(due) - len(going)


def mark(
    rows: Iterable[Model], *, rule: str, cause: Cause
) -> tuple[list[Erasure], list[tuple[Model, Keep]]]:
    """Mark rows for another reason than their date; those kept come back with why."""
    made: list[Erasure] = []
    kept: list[tuple[Model, Keep]] = []
    with transaction.atomic():
        for row in rows:
            declaration = registry.declaration_for(row)
            reason = reason_to_keep(declaration, row)
            if reason is not None:
                kept.append((row, reason))
            else:
                made += write(declaration, [row], rule=rule, cause=cause)
    return made, kept


def locked(declaration: ModelDeclaration, pks: Sequence[Any]) -> list[Any]:
    """The rows, locked until the transaction ends (SQLite's transactions are exclusive already)."""
    manager = registry.model_of(declaration)._base_manager
    return list(manager.select_for_update().filter(pk__in=pks).order_by("pk"))


def reason_to_keep(declaration: ModelDeclaration, row: Model) -> Keep | None:
    """The first declared reason to keep the row, or one of the rows that would go with it."""
    for keep in declaration.keep:
        if keep.applies(row):
            return keep
    for child, parent in registry.children_of(declaration):
        if not child.keep and not registry.children_of(child):
            continue
        for below in registry.model_of(child)._base_manager.filter(**{parent: row}):
            found = reason_to_keep(child, below)
            if found is not None:
                return found
    return None


def write(
    declaration: ModelDeclaration,
    rows: Sequence[Model],
    *,
    rule: str,
    cause: Cause,
    parents: dict[Any, Erasure] | None = None,
) -> list[Erasure]:
    """Mark rows and everything that goes with them; the erasures that are open for them now."""
    if not rows:
        return []
    label = declaration.label_lower
    identities = {identity_of(row): row for row in rows}
    wanted = [
        Erasure(
            model=label,
            row_pk=str(row.pk),
            identity=identity,
            rule=rule,
            cause=cause,
            subject=subject_hash(address_of(declaration, row)),
            parent=(parents or {}).get(row.pk),
        )
        for identity, row in identities.items()
    ]
    # The constraint lets one open erasure be per row, whoever comes first.
    Erasure.objects.bulk_create(wanted, ignore_conflicts=True)
    made = list(
        Erasure.objects.filter(model=label, identity__in=identities).exclude(phase__in=ENDED)
    )
    model = registry.model_of(declaration)
    if issubclass(model, PersonalRecord):
        model._base_manager.filter(
            pk__in=[row.pk for row in rows], erasure_marked_at__isnull=True
        ).update(erasure_marked_at=timezone.now())
    return made + write_children(declaration, made)


def write_children(declaration: ModelDeclaration, made: Sequence[Erasure]) -> list[Erasure]:
    """Mark the rows that go with these ones and have no open erasure yet."""
    found: list[Erasure] = []
    by_pk = {erasure.row_pk: erasure for erasure in made}
    for child, parent in registry.children_of(declaration):
        model = registry.model_of(child)
        rows = list(model._base_manager.filter(**{f"{parent}__in": list(by_pk)}))
        column = getattr(model._meta.get_field(parent), "attname", parent)
        groups: dict[str, list[Model]] = {}
        for row in rows:
            groups.setdefault(str(getattr(row, column)), []).append(row)
        for owner, below in groups.items():
            erasure = by_pk[owner]
            found += write(
                child,
                below,
                rule=erasure.rule,
                cause=Cause(erasure.cause),
                parents={row.pk: erasure for row in below},
            )
    return found


def address_of(declaration: ModelDeclaration, row: Any) -> str:
    """The address of the person a row is about; "" when there is none."""
    value: Any = row
    if not declaration.subject_path:
        return ""
    for part in declaration.subject_path.split("__"):
        value = getattr(value, part, None)
        if value is None:
            return ""
    return str(value)
