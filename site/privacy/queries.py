"""What is asked about erasure: is it late, is it stopped, does the database agree with the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from outbox.queries import Alarm

from . import registry
from .eraser.brake import REASONS
from .ledger import book
from .ledger.copy import CopyUnreachable, last_copied
from .models import Erasure, ErasureRun, OrphanFile, RunStatus
from .models.erasures import ENDED
from .restoring import Agreement, agreement

if TYPE_CHECKING:
    from .proof.models import ProofRun

LATE = timedelta(hours=48)
LINK = "privacy_runs:index"
DESK = "privacy_desk:index"
SHOWN = 100


def must_replay() -> bool:
    """Whether the site must refuse to serve: this database does not agree with the ledger."""
    return agreement() is not Agreement.AGREED


def last_run() -> ErasureRun | None:
    """The last nightly run that reached its end."""
    return (
        ErasureRun.objects.filter(
            nightly=True,
            status__in=[RunStatus.DONE, RunStatus.INCOMPLETE],
            ended_at__isnull=False,
        )
        .order_by("-ended_at")
        .first()
    )


def erasure_late() -> bool:
    """Whether no nightly run has reached its end for 48 hours.

    Before the first run ever, the clock starts at the first thing the register had to look after:
    a site without a single declared row is not late.
    """
    run = last_run()
    now = timezone.now()
    if run is not None and run.ended_at is not None:
        return now - run.ended_at > LATE
    first = ErasureRun.objects.order_by("started_at").first()
    if first is not None:
        return now - first.started_at > LATE
    return (
        any(
            registry.model_of(declaration)._base_manager.exists()
            for declaration, _rule in registry.retention_rules()
        )
        and _installed_long_ago()
    )


def _installed_long_ago() -> bool:
    """Whether the schedule has known of the nightly run for 48 hours."""
    from outbox.models import ScheduledJob

    known = ScheduledJob.objects.filter(name="privacy.erase_due").first()
    return known is not None and timezone.now() - known.first_seen_at > LATE


def stopped_run() -> ErasureRun | None:
    """The run that waits for a DPO, unless a later one went through."""
    run = ErasureRun.objects.filter(status=RunStatus.BRAKED).order_by("-started_at").first()
    later = last_run()
    if run is None or (later is not None and later.started_at > run.started_at):
        return None
    return run


def stuck() -> int:
    """How many erasures have been open for a day."""
    return (
        Erasure.objects.exclude(phase__in=ENDED)
        .filter(created_at__lt=timezone.now() - timedelta(days=1))
        .count()
    )


def ledger_copy_behind() -> int | None:
    """How many entries the second place lacks; None when it cannot be reached."""
    try:
        return max(book.head().seq - last_copied(), 0)
    except CopyUnreachable:
        return None


def rows_without_file() -> list[str]:
    """The references of the records whose file was missing at the last look."""
    rows = OrphanFile.objects.exclude(record="").order_by("record")
    return list(rows.values_list("record", flat=True)[:SHOWN])


def files_without_row() -> int:
    """How many files belonged to nobody at the last look; they are removed after two days."""
    return OrphanFile.objects.filter(record="").count()


def alarms() -> list[Alarm]:
    """What is wrong with erasure now, the worst first. Names nobody."""
    found = [replace(alarm, link=LINK) for alarm in _alarms()] + _from_the_desk()
    # Stable: within one severity the order in which they were found stays.
    return sorted(found, key=lambda alarm: alarm.severity != "critical")


def _from_the_desk() -> list[Alarm]:
    """What waits for the DPO: requests, breaches; and whether backups and the proof are in order."""
    from .backup import queries as backup
    from .breaches import queries as breaches
    from .proof import queries as proof
    from .rights import queries as rights

    found: list[Alarm] = []
    for part in (rights, breaches, backup, proof):
        found += [alarm if alarm.link else replace(alarm, link=DESK) for alarm in part.alarms()]
    return found


def last_proof() -> ProofRun | None:
    """The last proof of erasure that succeeded (`manage.py prove_erasure`)."""
    from .proof import queries as proof

    return proof.last_proof()


def _alarms() -> list[Alarm]:
    found = []
    state = agreement()
    if state is Agreement.DATABASE_BEHIND:
        label = gettext("The database is older than the ledger of erasures: replay the ledger.")
        found.append(Alarm("ledger:replay", label, "critical"))
    elif state is Agreement.LEDGER_BEHIND:
        label = gettext("The ledger of erasures is missing or older than the database.")
        found.append(Alarm("ledger:missing", label, "critical"))
    if erasure_late():
        label = gettext("Nothing has been erased on its date for more than 48 hours.")
        found.append(Alarm("eraser:late", label, "critical"))
    run = stopped_run()
    if run is not None:
        label = gettext("The eraser has stopped: %(reason)s") % {"reason": REASONS[run.brake]}
        found.append(Alarm("eraser:braked", label, "critical"))
    if count := stuck():
        label = ngettext(
            "%(count)d record could not be erased for a day.",
            "%(count)d records could not be erased for a day.",
            count,
        ) % {"count": count}
        found.append(Alarm("eraser:stuck", label, "critical"))
    behind = ledger_copy_behind()
    if behind is None or behind:
        label = gettext("The second copy of the ledger cannot be reached or is behind.")
        found.append(Alarm("ledger:copy", label, "warning"))
    if count := OrphanFile.objects.exclude(record="").count():
        label = ngettext(
            "The file of %(count)d record is missing.",
            "The files of %(count)d records are missing.",
            count,
        ) % {"count": count}
        found.append(Alarm("orphans:rows", label, "warning"))
    if count := files_without_row():
        label = ngettext(
            "%(count)d file belongs to no record; it is removed after two days.",
            "%(count)d files belong to no record; they are removed after two days.",
            count,
        ) % {"count": count}
        found.append(Alarm("orphans:files", label, "warning"))
    return found
