"""What is asked of the database when somebody looks: queues, jobs, workers, erasures that are due."""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.db.models import Count
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from outbox import queries as outbox
from outbox.models import Delivery, State
from privacy import calendar, registry
from privacy import queries as privacy


class Asked(Collector):
    """Everything at once; `dimelo_database_up` is 0 and nothing else said while the database is away."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("dimelo_database_up", "Whether the database answers")
        try:
            found = [*_outbox(), *_jobs(), *_erasure()]
        except (DatabaseError, InterfaceError):
            up.add_metric((), 0)
            yield up
            return
        up.add_metric((), 1)
        yield up
        yield from found


def _one(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=value)


def _by(name: str, text: str, label: str, values: dict[str, Any]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=(label,))
    for key, value in values.items():
        family.add_metric((key,), float(value))
    return family


def _outbox() -> Iterator[GaugeMetricFamily]:
    queues = {queue.name: queue for queue in outbox.queues()}
    states = dict.fromkeys(State.values, 0)
    counted = Delivery.objects.order_by().values_list("state").annotate(number=Count("pk"))
    states |= dict(counted)
    yield _by("dimelo_deliveries", "Deliveries of the outbox by state", "state", states)
    yield _by(
        "dimelo_queue_depth",
        "Deliveries still to be made",
        "channel",
        {name: queue.depth for name, queue in queues.items()},
    )
    yield _by(
        "dimelo_queue_age_seconds",
        "How long the oldest delivery that is due has waited",
        "channel",
        {name: queue.age.total_seconds() for name, queue in queues.items()},
    )
    yield _by(
        "dimelo_queue_set_aside",
        "Deliveries that wait for staff",
        "channel",
        {name: queue.set_aside for name, queue in queues.items()},
    )
    yield _by(
        "dimelo_queue_paused",
        "Whether the channel is paused",
        "channel",
        {name: queue.state.is_paused for name, queue in queues.items()},
    )
    yield _one("dimelo_workers", "Workers seen lately", outbox.living_workers().count())


def _jobs() -> Iterator[GaugeMetricFamily]:
    jobs = outbox.jobs()
    yield _by(
        "dimelo_job_last_success_timestamp_seconds",
        "When each job of the schedule last began a run that succeeded (Unix time); 0: never",
        "job",
        {one.name: one.last_success.slot.timestamp() if one.last_success else 0 for one in jobs},
    )
    yield _by(
        "dimelo_job_late", "Whether the job is late", "job", {j.name: j.is_late for j in jobs}
    )
    yield _by(
        "dimelo_job_failed",
        "Whether its last run failed",
        "job",
        {j.name: j.has_failed for j in jobs},
    )


def _erasure() -> Iterator[GaugeMetricFamily]:
    now, due = timezone.now(), {}
    for declaration, rule in registry.retention_rules():
        days = calendar.due_by_day(declaration, rule, now=now)
        due[rule.slug] = sum(number for _day, number in days)
    yield _by("dimelo_erasures_due", "Records whose date has come, by rule", "rule", due)
    run = privacy.last_run()
    ended = run.ended_at.timestamp() if run is not None and run.ended_at else 0
    yield _one(
        "dimelo_erasure_last_run_timestamp_seconds",
        "When the last nightly run of erasure ended (Unix time); 0: never",
        ended,
    )
    alarms = dict.fromkeys(("critical", "warning"), 0)
    for alarm in (*outbox.alarms(), *privacy.alarms()):
        alarms[alarm.severity] += 1
    yield _by("dimelo_alarms", "What staff are told is wrong", "severity", alarms)
