"""The steps of an erasure, each for a batch, each committed before the next begins.

`advance` takes a batch as far as it gets. What hinders one row is written on its Erasure and the
others go on; the next run takes it up again where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils import timezone

from .. import registry, retention
from ..ledger import book
from ..models import Cause, Erasure, ErasureCopy, Phase
from ..records import PersonalRecord
from . import copies, marking
from .ledgering import Scribe
from .pace import short_transaction
from .targets import Target, by_model, rows_of, targets_of
from .traces import ALL

# So few rows are deleted in one transaction that a visitor's form never waits long for its turn.
SHORT = 25


def advance(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Take these erasures through as many steps as can be done now."""
    for step in (intend, ask, delete_files, delete_rows, clear, verify, conclude):
        standing = list(Erasure.objects.filter(pk__in=[erasure.pk for erasure in batch]))
        step(standing, scribe)


def at(erasures: Iterable[Erasure], phase: Phase) -> list[Erasure]:
    return [erasure for erasure in erasures if erasure.phase == phase]


def move(erasures: Iterable[Erasure], phase: Phase, **changes: Any) -> None:
    """Record that these erasures have reached a phase."""
    Erasure.objects.filter(pk__in=[erasure.pk for erasure in erasures]).update(
        phase=phase, **{"error": "", **changes}
    )


def intend(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Enter the intention in the ledger: from here on a restored backup is erased again."""
    marked = at(batch, Phase.MARKED)
    if marked:
        scribe.enter(marked, book.INTENT)
        move(marked, Phase.INTENDED)


def ask(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Look once more whether the row must go, then ask for its files and processors' copies."""
    intended = targets_of(at(batch, Phase.INTENDED))
    for start in range(0, len(intended), SHORT):
        part = intended[start : start + SHORT]
        with short_transaction():
            rows = rows_of(part, lock=True)
            staying = staying_rows(part, rows)
            going = [target for target in part if target.identity not in staying]
            for _model, group in by_model(going):
                copies.cancel_pending([rows[t.identity] for t in group if t.identity in rows])
            for target in going:
                if target.identity in rows:
                    copies.ask_for(target.erasure, target.declaration, rows[target.identity])
            move((target.erasure for target in going), Phase.POSTED)
        if staying:
            give_up([target.erasure for target in part if target.identity in staying], scribe)


def staying_rows(part: Sequence[Target], rows: Mapping[UUID, Model]) -> set[UUID]:
    """The rows that need not go after all: kept for a reason, or a new exchange moved their date."""
    staying: set[UUID] = set()
    now = timezone.now()
    for _model, group in by_model(target for target in part if target.identity in rows):
        declaration = group[0].declaration
        by_date = [target for target in group if target.erasure.cause == Cause.RETENTION]
        own = [rows[target.identity].pk for target in by_date if target.erasure.parent_id is None]
        due = retention.still_due(declaration, own, now=now) if own else set()
        for target in group:
            row = rows[target.identity]
            if marking.reason_to_keep(declaration, row) is not None:
                staying.add(target.identity)
            elif target.erasure.cause != Cause.RETENTION:
                continue
            elif target.erasure.parent_id is None:
                if row.pk not in due:
                    staying.add(target.identity)
            elif not _parent_is_due(row):
                staying.add(target.identity)
    return staying


def _parent_is_due(row: Model) -> bool:
    """Whether the row that this one goes with is still due."""
    due = retention.due_of(row)
    return due is not None and due.at <= timezone.now()


def give_up(erasures: Sequence[Erasure], scribe: Scribe) -> None:
    """The rows stay: take their marks away, and say so in the ledger."""
    everything = list(erasures)
    for erasure in erasures:
        everything += list(erasure.children.filter(phase__in=[Phase.MARKED, Phase.INTENDED]))
    scribe.enter(everything, book.VOID)
    with transaction.atomic():
        for target in targets_of(everything):
            if issubclass(target.model, PersonalRecord):
                target.model._base_manager.filter(pk=target.pk).update(erasure_marked_at=None)
        move(everything, Phase.VOID, ended_at=timezone.now(), subject="")


def delete_files(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Delete the files, outside any transaction."""
    copies.delete_files(at(batch, Phase.POSTED))


def delete_rows(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Delete the rows that no copy holds back, children before parents."""
    posted = sorted(at(batch, Phase.POSTED), key=lambda erasure: -erasure.pk)
    held = copies.holding(posted)
    obstacles = copies.unfinished(posted)
    for erasure in posted:
        if erasure.pk in held:
            Erasure.objects.filter(pk=erasure.pk).update(error=obstacles[erasure.pk][:200])
    free = targets_of(erasure for erasure in posted if erasure.pk not in held)
    for start in range(0, len(free), SHORT):
        part = free[start : start + SHORT]
        with short_transaction():
            _delete(part, rows_of(part))


def _delete(part: Sequence[Target], rows: Mapping[UUID, Model]) -> None:
    """Delete these rows but those with something that goes with them and is still there."""
    for _model, group in by_model(target for target in part if target.identity in rows):
        # Written after the mark was set, by someone who did not see it.
        marking.write_children(group[0].declaration, [target.erasure for target in group])
    deleted: list[Erasure] = []
    for target in part:
        row = rows.get(target.identity)
        waiting = target.erasure.children.filter(phase__lt=Phase.DELETED).exclude(
            pk__in=[erasure.pk for erasure in deleted]
        )
        if registry.children_of(target.declaration) and waiting.exists():
            continue
        if row is None or _delete_row(target, row):
            deleted.append(target.erasure)
    move(deleted, Phase.DELETED)


def _delete_row(target: Target, row: Model) -> bool:
    """Delete one row; False, with the obstacle noted, when something not declared refers to it."""
    try:
        with transaction.atomic():
            if target.declaration.before_erase is not None:
                target.declaration.before_erase(row)
            row.delete()
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        Erasure.objects.filter(pk=target.erasure.pk).update(error=type(error).__name__)
        return False
    return True


def clear(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Remove the traces of deleted rows, kind after kind."""
    deleted = targets_of(at(batch, Phase.DELETED))
    if deleted and all(_try(deleted, trace.slug, trace.erase) for trace in ALL):
        move((target.erasure for target in deleted), Phase.CLEARED)


def verify(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Look everywhere again; whoever has something left goes back to the step before."""
    cleared = targets_of(at(batch, Phase.CLEARED))
    if not cleared:
        return
    left: dict[Any, str] = {}
    still = rows_of(cleared)
    left |= dict.fromkeys(still, "row")
    for trace in ALL:
        try:
            verdicts = trace.verify(cleared)
        except (*copies.StoreTrouble, DatabaseError) as error:
            left |= {t.identity: f"{trace.slug}:{type(error).__name__}" for t in cleared}
            continue
        left |= {who: trace.slug for who, verdict in verdicts.items() if not verdict.is_erased}
    processors = copies.unfinished(target.erasure for target in cleared)
    clean = []
    for target in cleared:
        erasure = target.erasure
        if target.identity in left:
            Erasure.objects.filter(pk=erasure.pk).update(
                phase=Phase.POSTED if target.identity in still else Phase.DELETED,
                error=left[target.identity][:200],
            )
        elif erasure.pk in processors:
            Erasure.objects.filter(pk=erasure.pk).update(error=processors[erasure.pk][:200])
        else:
            clean.append(erasure)
    move(clean, Phase.VERIFIED)


def conclude(batch: Sequence[Erasure], scribe: Scribe) -> None:
    """Enter "done" in the ledger, then let go of everything that pointed at the row."""
    verified = at(batch, Phase.VERIFIED)
    if not verified:
        return
    scribe.enter(verified, book.DONE)
    with transaction.atomic():
        ErasureCopy.objects.filter(erasure__in=[erasure.pk for erasure in verified]).delete()
        move(verified, Phase.DONE, ended_at=timezone.now(), subject="", row_pk="")


def _try(targets: Sequence[Target], slug: str, work: Callable[[Sequence[Target]], None]) -> bool:
    """Do one kind's work; False, with the obstacle noted, when a store or the database refuses."""
    try:
        work(targets)
    except (*copies.StoreTrouble, DatabaseError) as error:
        Erasure.objects.filter(pk__in=[target.erasure.pk for target in targets]).update(
            error=f"{slug}:{type(error).__name__}"[:200]
        )
        return False
    return True
