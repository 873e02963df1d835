"""Run scheduled jobs: each of their times once, however many workers and machines look."""

import io
import logging
import threading
import uuid
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from outbox import schedule
from outbox.claims import LEASE
from outbox.delivering import when_the_database_is_there
from outbox.keeper import Keeper
from outbox.models import RunState, ScheduledJob, ScheduledRun
from outbox.schedule import Job
from outbox.services import Staff

logger = logging.getLogger(__name__)

FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=1)
# A job that runs longer than this counts as hung: its lease lapses and it may start again.
LONGEST_RUN = timedelta(hours=6)


def run_due(*, stop: threading.Event | None = None) -> list[ScheduledRun]:
    """Run every job whose time has come and that nobody has run; the runs that were made.

    After a stop of several days a job runs once, for its latest time. A run that failed is tried
    again later, one whose process was killed as soon as its lease has lapsed.
    """
    made = []
    with Keeper() as keeper:
        for job in schedule.all_jobs():
            if stop is not None and stop.is_set():
                break
            run = claim(job)
            if run is not None:
                carry_out(run, job, keeper, stop=stop)
                made.append(run)
    return made


def ask_for(*, job: str, by: Staff) -> ScheduledRun:
    """Ask the worker to run `job` now. Asking twice before it has started asks once.

    Raises ValueError for an unknown job.
    """
    known = remember(schedule.get(job))
    with transaction.atomic():
        ScheduledJob.objects.select_for_update().get(pk=known.pk)
        waiting = known.runs.filter(state=RunState.WAITING).first()
        if waiting is not None:
            return waiting
        return ScheduledRun.objects.create(
            job=known, slot=timezone.now(), by_hand=True, asked_by_id=by.pk if by else None
        )


def remember(job: Job) -> ScheduledJob:
    """The row of `job`, made the first time it is seen."""
    known, _made = ScheduledJob.objects.get_or_create(name=job.name)
    return known


def claim(job: Job) -> ScheduledRun | None:
    """Take the run of `job` that is due, if there is one and nobody has it."""
    now = timezone.now()
    known = remember(job)
    if not _may_be_due(known, job, now):
        return None
    with transaction.atomic():
        # Whoever holds this row decides alone; the constraint on (job, slot) stands behind it.
        ScheduledJob.objects.select_for_update().get(pk=known.pk)
        runs = known.runs.all()
        if runs.filter(state=RunState.RUNNING, lease_until__gte=now).exists():
            return None
        run = _asked_for(known) or _interrupted(known, now) or _for_its_time(known, job, now)
        if run is None:
            return None
        run.state = RunState.RUNNING
        run.attempts += 1
        run.started_at = now
        run.ended_at = None
        run.lease_by = uuid.uuid4()
        run.lease_until = now + LEASE
        run.save()
    return run


def _may_be_due(known: ScheduledJob, job: Job, now: datetime) -> bool:
    """A cheap look without a lock, so that a poll with nothing to do writes nothing."""
    if known.runs.filter(state__in=[RunState.WAITING, RunState.RUNNING]).exists():
        return True
    return _for_its_time(known, job, now) is not None


def _asked_for(known: ScheduledJob) -> ScheduledRun | None:
    return known.runs.filter(state=RunState.WAITING).order_by("slot").first()


def _interrupted(known: ScheduledJob, now: datetime) -> ScheduledRun | None:
    """A run whose process died: it is taken up again, whatever its time was."""
    return known.runs.filter(state=RunState.RUNNING, lease_until__lt=now).order_by("slot").first()


def _for_its_time(known: ScheduledJob, job: Job, now: datetime) -> ScheduledRun | None:
    """The run for the job's latest time: new, or failed and due again."""
    slot = job.latest(now)
    if slot < known.first_seen_at:
        return None
    newest = known.runs.filter(by_hand=False).order_by("-slot").first()
    if newest is not None and newest.slot >= slot:
        # A clock that went back finds a later time already served: nothing runs twice.
        due_again = (
            newest.state == RunState.FAILED
            and newest.retry_at is not None
            and newest.retry_at <= now
        )
        return newest if due_again else None
    return ScheduledRun(job=known, slot=slot)


def renew(run: ScheduledRun) -> bool:
    """Hold a run a while longer; False when it is no longer ours."""
    return bool(
        ScheduledRun.objects.filter(
            pk=run.pk, lease_by=run.lease_by, state=RunState.RUNNING
        ).update(lease_until=timezone.now() + LEASE)
    )


def carry_out(
    run: ScheduledRun, job: Job, keeper: Keeper, *, stop: threading.Event | None = None
) -> None:
    """Run the command of a claimed run and record how it ended."""
    token = run.lease_by or uuid.uuid4()
    logger.info("schedule:%s:start", job.name)
    try:
        with keeper.renewing(token, lambda: renew(run), LONGEST_RUN):
            # What a command prints is for a terminal, and may name people: it goes nowhere here.
            call_command(job.command, *job.arguments, stdout=io.StringIO(), stderr=io.StringIO())
    except (
        Exception,
        SystemExit,
    ) as error:  # whatever a job does, the others go on; recorded below
        logger.error("schedule:%s:failed %s", job.name, type(error).__name__)
        run.state, run.error = RunState.FAILED, type(error).__name__[:100]
    else:
        logger.info("schedule:%s:done", job.name)
        run.state, run.error = RunState.DONE, ""
    when_the_database_is_there(lambda: _record(run), stop=stop)


def _record(run: ScheduledRun) -> None:
    now = timezone.now()
    run.ended_at = now
    wait = min(FIRST_RETRY * 2 ** min(run.attempts - 1, 8), LONGEST_RETRY)
    run.retry_at = now + wait if run.state == RunState.FAILED else None
    ScheduledRun.objects.filter(pk=run.pk, lease_by=run.lease_by).update(
        state=run.state,
        error=run.error,
        ended_at=now,
        retry_at=run.retry_at,
        lease_by=None,
        lease_until=None,
    )
