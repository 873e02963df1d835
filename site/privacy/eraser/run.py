"""A run of the eraser: finish what was begun, then erase what is past its date."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from .. import registry, restoring, retention
from ..ledger import book
from ..locks import only_one
from ..models import Cause, Erasure, ErasureRun, Phase, RunStatus
from ..models.erasures import ENDED
from ..restoring import Replayed
from . import brake, marking, phases
from .ledgering import Scribe
from .traces.search import (
    delete_words_for_good,
    flush_to_the_main_file,
    forget_deleted_words,
)

logger = logging.getLogger(__name__)

BATCH = 200
MARKED_AT_ONCE = 100
# Between batches others get their turn: SQLite's lock goes to whoever asks next.
PAUSE_SECONDS = 0.02
PASSES = 4


class Busy(Exception):
    """Another run is going on; it does the work."""


class Braked(Exception):
    """The brake stopped the run. `run` is its record, for a DPO to release."""

    def __init__(self, run: ErasureRun) -> None:
        super().__init__(run.brake)
        self.run = run


def due_by_rule(*, now: datetime) -> dict[str, int]:
    """How many rows are past their date, by rule."""
    counts = {
        rule.slug: sum(1 for _ in retention.due_rows(declaration, rule, now=now))
        for declaration, rule in registry.retention_rules()
    }
    return {slug: count for slug, count in counts.items() if count}


def erase_due(*, released: bool = False) -> ErasureRun:
    """Erase everything past its date. Raises Busy, Braked.

    `released`: a person has seen how much would go and wants it (rehearsals; in daily work the DPO
    releases a stopped run in the admin). Returns the finished run; its status says whether
    something could not be erased yet.
    """
    with only_one("eraser") as mine:
        if not mine:
            raise Busy
        now = timezone.now()
        close_killed_runs()
        due = due_by_rule(now=now)
        permitted = brake.released_run()
        reason = "" if released else brake.judge(due, now=now)
        if reason and not (permitted and brake.covers(permitted, due)):
            raise Braked(record_brake(reason, due))
        run = ErasureRun.objects.create(started_at=now, due=due)
        if permitted is not None:
            ErasureRun.objects.filter(pk=permitted.pk).update(status=RunStatus.USED)
        scribe = Scribe()
        delete_words_for_good()
        erased = work_off(scribe)
        kept = 0
        for made, reasons in mark_all_due(now=now):
            kept += reasons
            erased += work_off(scribe, only=made)
        return conclude(run, scribe, erased=erased, kept=kept)


def finish() -> ErasureRun | None:
    """Finish erasures that are under way (requests, withdrawals, killed runs). Raises Busy.

    None when there was nothing to do: such runs leave no record.
    """
    with only_one("eraser") as mine:
        if not mine:
            raise Busy
        if not open_erasures().exists():
            return None
        close_killed_runs()
        run = ErasureRun.objects.create(nightly=False)
        scribe = Scribe()
        return conclude(run, scribe, erased=work_off(scribe), kept=0)


def conclude(run: ErasureRun, scribe: Scribe, *, erased: int, kept: int) -> ErasureRun:
    """Close the record of the run, and agree with the ledger unless a replay is due first."""
    close(run, scribe, erased=erased, kept=kept)
    if restoring.agreement() is restoring.Agreement.AGREED:
        scribe.take_position()
    return run


def close(run: ErasureRun, scribe: Scribe, *, erased: int, kept: int) -> None:
    """Flush what the database still holds of deleted rows, and close the record of the run."""
    if erased:
        forget_deleted_words()
    flush_to_the_main_file()
    scribe.copy()
    run.erased, run.kept = erased, kept
    run.waiting = open_erasures().count()
    whole = run.waiting == 0 and not scribe.copy_failed
    run.status = RunStatus.DONE if whole else RunStatus.INCOMPLETE
    run.ended_at = timezone.now()
    run.save()
    logger.info("privacy:eraser:run erased=%d kept=%d waiting=%d", erased, kept, run.waiting)


def replay() -> Replayed:
    """Erase again whatever the ledger says is erased and this database has; then agree with it.

    The site may serve once every such row is gone. Raises Busy, LedgerMissing, LedgerDamaged,
    CopyUnreachable.
    """
    with only_one("eraser") as mine:
        if not mine:
            raise Busy
        if restoring.agreement() is restoring.Agreement.LEDGER_BEHIND:
            restoring.bring_ledger_back()
            if restoring.agreement() is restoring.Agreement.LEDGER_BEHIND:
                raise restoring.LedgerMissing
        book.verify_chain()
        close_killed_runs()
        run = ErasureRun.objects.create(nightly=False)
        scribe = Scribe()
        entries, again = restoring.mark_returned()
        erased = work_off(scribe)
        rows_left = open_erasures().filter(cause=Cause.REPLAY, phase__lt=Phase.DELETED).count()
        close(run, scribe, erased=erased, kept=0)
        if not rows_left:
            scribe.take_position()
        return Replayed(entries=entries, again=again, waiting=rows_left)


def mark_all_due(*, now: datetime) -> Iterator[tuple[list[Erasure], int]]:
    """Mark what is due, batch by batch: (erasures begun, rows kept for a reason)."""
    for declaration, rule in registry.retention_rules():
        pks: Iterator[Any] = (
            pk for pk, _at in retention.due_rows(declaration, rule, now=now, batch=1000)
        )
        while batch := list(islice(pks, MARKED_AT_ONCE)):
            yield marking.mark_due(declaration, rule, batch, now=now)


def open_erasures() -> Any:
    """The erasures under way."""
    return Erasure.objects.exclude(phase__in=ENDED)


def work_off(scribe: Scribe, *, only: Iterable[Erasure] | None = None) -> int:
    """Take open erasures as far as they get, in batches; how many rows are done.

    Several passes: a parent goes once its children have gone.
    """
    chosen = None if only is None else [erasure.pk for erasure in only]
    if chosen == []:
        return 0
    done = 0
    for _pass in range(PASSES):
        before = done
        last = 0
        while True:
            rows = open_erasures().filter(pk__gt=last)
            if chosen is not None:
                rows = rows.filter(pk__in=chosen)
            batch = list(rows.order_by("pk")[:BATCH])
            if not batch:
                break
            last = batch[-1].pk
            phases.advance(batch, scribe)
            done += Erasure.objects.filter(
                pk__in=[erasure.pk for erasure in batch], phase=Phase.DONE
            ).count()
            threading.Event().wait(PAUSE_SECONDS)
        if done == before:
            break
    return done


def close_killed_runs() -> None:
    """Runs that were killed stay "running": nobody else holds the lock, so they are over."""
    ErasureRun.objects.filter(status=RunStatus.RUNNING).update(
        status=RunStatus.INCOMPLETE, ended_at=None
    )


def record_brake(reason: str, due: dict[str, int]) -> ErasureRun:
    """Keep one record of a stopped run: the next stop for the same reason renews it."""
    with transaction.atomic():
        run = (
            ErasureRun.objects.select_for_update()
            .filter(status=RunStatus.BRAKED, brake=reason)
            .order_by("-started_at")
            .first()
        ) or ErasureRun(status=RunStatus.BRAKED, brake=reason)
        run.started_at = run.ended_at = timezone.now()
        run.due = due
        run.save()
    logger.error("privacy:eraser:braked %s", reason)
    return run
