"""The steps of an erasure, each for a batch, each committed before the next begins.

`advance` takes a batch as far as it gets. What hinders one row is written on its Erasure and the
others go on; the next run takes it up again where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils import timezone

from .. import registry, retention
from ..ledger import book
from ..models import Cause, Erasure, Phase
from ..records import PersonalRecord
from . import copies, marking
from .ledgering import Scribe
from .targets import Target, rows_of, targets_of
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
        staying: list[Erasure] = []
        going: list[Erasure] = []
        part = intended[start : start + SHORT]
        with transaction.atomic():
            rows = rows_of(part, lock=True)
            for target in part:
                row = rows.get(target.identity)
                if row is not None and not must_go(target, row):
                    staying.append(target.erasure)
                    continue
                if row is not None:
                    copies.ask_for(target.erasure, target.declaration, row)
                going.append(target.erasure)
            move(going, Phase.POSTED)
        if staying:
            give_up(staying, scribe)


def must_go(target: Target, row: Model) -> bool:
    """Whether the row is still to be erased: a new exchange may have moved its date meanwhile."""
    if marking.reason_to_keep(target.declaration, row) is not None:
        return False
    if target.erasure.cause != Cause.RETENTION:
        return True
    if target.erasure.parent_id is not None:
        # Its parent's date decides; a parent that stays has given its children up as well.
        row = registry.model_of(target.declaration)._base_manager.get(pk=row.pk)
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
        with transaction.atomic():
            rows = rows_of(part)
            for target in part:
                _delete(target, rows.get(target.identity))


def _delete(target: Target, row: Model | None) -> None:
    """Delete one row unless something that goes with it is still there."""
    if row is not None:
        # Written after the mark was set, by someone who did not see it.
        marking.write_children(target.declaration, [target.erasure])
    if target.erasure.children.filter(phase__lt=Phase.DELETED).exists():
        return
    try:
        with transaction.atomic():
            if row is not None:
                if target.declaration.before_erase is not None:
                    target.declaration.before_erase(row)
                row.delete()
            move([target.erasure], Phase.DELETED)
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        # Something not declared refers to the row: the rest goes on, the run says so.
        Erasure.objects.filter(pk=target.erasure.pk).update(error=type(error).__name__)


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
        for erasure in verified:
            erasure.copies.all().delete()
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
