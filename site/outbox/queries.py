"""What is asked about the outbox: is it alive, is it late, how much is waiting, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from outbox import channels, schedule
from outbox.models import (
    ChannelState,
    Delivery,
    RunState,
    ScheduledJob,
    ScheduledRun,
    State,
    WorkerHeartbeat,
)
from outbox.models.delivery import OPEN, label_of
from outbox.schedule import Job

# A worker shows itself every five seconds; after this silence it counts as gone.
SILENCE = timedelta(seconds=45)
# A queue whose oldest delivery has been due for so long is alarmed.
OLD = timedelta(minutes=30)


def worker_alive() -> bool:
    """Whether at least one worker has shown itself lately."""
    return living_workers().exists()


def living_workers() -> QuerySet[WorkerHeartbeat]:
    """The workers that have shown themselves lately."""
    return WorkerHeartbeat.objects.filter(seen_at__gte=timezone.now() - SILENCE)


def pending_for(about: models.Model) -> QuerySet[Delivery]:
    """Deliveries about this object that are still to happen, or wait for staff."""
    about_model, about_pk = label_of(about)
    return Delivery.objects.filter(
        about_model=about_model, about_pk=about_pk, state__in=[*OPEN, State.SET_ASIDE]
    )


@dataclass(frozen=True)
class Queue:
    """How one channel stands."""

    name: str
    label: str
    depth: int
    set_aside: int
    oldest_due: datetime | None
    state: ChannelState

    @property
    def age(self) -> timedelta:
        """How long the oldest delivery whose time has come has been waiting since it was due."""
        return timezone.now() - self.oldest_due if self.oldest_due else timedelta()


def queues() -> list[Queue]:
    """Every channel, registered or only met in old deliveries, with its depth and oldest age."""
    now = timezone.now()
    waiting = Q(state__in=OPEN)
    rows = {
        row["channel"]: row
        for row in Delivery.objects.filter(state__in=[*OPEN, State.SET_ASIDE])
        .order_by()
        .values("channel")
        .annotate(
            depth=Count("pk", filter=waiting),
            aside=Count("pk", filter=Q(state=State.SET_ASIDE)),
            # From the date it was meant to leave, however often it has been tried since.
            posted=Min("created_at", filter=waiting & Q(not_before=None)),
            put_off=Min("not_before", filter=waiting & Q(not_before__lte=now)),
        )
    }
    states = {state.name: state for state in ChannelState.objects.all()}
    labels = {channel.name: str(channel.label) for channel in channels.all_channels()}
    found = []
    for name in sorted({*rows, *labels}):
        row: Mapping[str, Any] = rows.get(name, {})
        times = [time for time in (row.get("posted"), row.get("put_off")) if time]
        found.append(
            Queue(
                name=name,
                label=labels.get(name, name),
                depth=row.get("depth", 0),
                set_aside=row.get("aside", 0),
                oldest_due=min(times, default=None),
                state=states.get(name, ChannelState(name=name)),
            )
        )
    return found


def queue_depth() -> dict[str, int]:
    """How many deliveries each channel still has to make."""
    return {queue.name: queue.depth for queue in queues()}


@dataclass(frozen=True)
class JobStatus:
    """How one scheduled job stands."""

    job: Job
    last: ScheduledRun | None
    last_success: ScheduledRun | None
    next_slot: datetime
    is_late: bool
    asked_for: bool

    @property
    def name(self) -> str:
        return self.job.name

    @property
    def label(self) -> str:
        return str(self.job.label)

    @property
    def has_failed(self) -> bool:
        """Whether its last run failed."""
        return self.last is not None and self.last.state == RunState.FAILED


def jobs() -> list[JobStatus]:
    """Every registered job with its last and next runs."""
    now = timezone.now()
    seen = {known.name: known for known in ScheduledJob.objects.all()}
    return [_status(job, seen.get(job.name), now) for job in schedule.all_jobs()]


def late_jobs() -> list[JobStatus]:
    """The jobs that should have succeeded by now and have not."""
    return [status for status in jobs() if status.is_late]


def _status(job: Job, known: ScheduledJob | None, now: datetime) -> JobStatus:
    if known is None:
        return JobStatus(job, None, None, job.following(now), False, False)
    runs = known.runs.all()
    last = runs.exclude(state=RunState.WAITING).order_by("-started_at").first()
    good = runs.filter(state=RunState.DONE).order_by("-slot").first()
    expected = job.following(good.slot if good is not None else known.first_seen_at)
    return JobStatus(
        job=job,
        last=last,
        last_success=good,
        next_slot=job.following(now),
        is_late=now > expected + job.patience,
        asked_for=runs.filter(state=RunState.WAITING).exists(),
    )


@dataclass(frozen=True)
class Alarm:
    """Something staff should know. `cause` is stable: one alert per cause and day."""

    cause: str
    label: str
    severity: Literal["critical", "warning"]
    link: str = "outbox:index"


def alarms() -> list[Alarm]:
    """What is wrong now, the worst first. Names channels and jobs, never a person."""
    found = []
    if not worker_alive():
        found.append(Alarm("worker", gettext("No worker is running: nothing leaves."), "critical"))
    for queue in queues():
        found += _alarms_of(queue)
    for status in late_jobs():
        label = gettext("The job “%(job)s” is late.") % {"job": status.label}
        found.append(Alarm(f"late:{status.name}", label, "critical"))
    for status in jobs():
        if status.last is not None and status.has_failed:
            label = gettext("The job “%(job)s” failed (%(error)s).") % {
                "job": status.label,
                "error": status.last.error,
            }
            found.append(Alarm(f"failed:{status.name}", label, "warning"))
    return sorted(found, key=lambda alarm: alarm.severity != "critical")


def _alarms_of(queue: Queue) -> list[Alarm]:
    found = []
    if queue.state.is_paused:
        label = gettext("The channel “%(channel)s” is paused.") % {"channel": queue.label}
        found.append(Alarm(f"paused:{queue.name}", label, "critical"))
    if queue.age > OLD:
        label = gettext("The channel “%(channel)s” is behind by %(minutes)d minutes.") % {
            "channel": queue.label,
            "minutes": queue.age.total_seconds() // 60,
        }
        found.append(Alarm(f"old:{queue.name}", label, "warning"))
    if queue.set_aside:
        label = ngettext(
            "%(count)s delivery through “%(channel)s” was set aside.",
            "%(count)s deliveries through “%(channel)s” were set aside.",
            queue.set_aside,
        ) % {"count": intcomma(queue.set_aside), "channel": queue.label}
        found.append(Alarm(f"set_aside:{queue.name}", label, "warning"))
    return found
