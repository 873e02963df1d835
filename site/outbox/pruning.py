"""How long the outbox remembers. Nothing in it is worth more than its use."""

from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from outbox.models import AlertSent, Delivery, RunState, ScheduledRun, State, WorkerHeartbeat
from outbox.models.delivery import ENDED, SCRUBBED

# Delivered, cancelled and dropped rows: long enough to answer "did it leave?".
KEEP_ENDED = timedelta(days=30)
# Set aside and not dealt with: given up.
KEEP_SET_ASIDE = timedelta(days=90)
KEEP_RUNS = timedelta(days=60)
KEEP_WORKERS = timedelta(days=1)

BATCH = 1000


def prune() -> int:
    """Delete what is past its time, in short transactions; how many rows went."""
    now = timezone.now()
    Delivery.objects.filter(state=State.SET_ASIDE, ended_at__lt=now - KEEP_SET_ASIDE).update(
        **SCRUBBED,
        state=State.DROPPED,
        ended_at=now,
        decided_at=now,
        decision=gettext_noop("Nobody dealt with it for 90 days."),
    )
    last_good = (
        ScheduledRun.objects.filter(state=RunState.DONE)
        .order_by()
        .values("job")
        .annotate(last=Max("pk"))
        .values_list("last", flat=True)
    )
    return (
        _delete(Delivery.objects.filter(state__in=ENDED, ended_at__lt=now - KEEP_ENDED))
        + _delete(
            ScheduledRun.objects.filter(slot__lt=now - KEEP_RUNS).exclude(pk__in=list(last_good))
        )
        + _delete(WorkerHeartbeat.objects.filter(seen_at__lt=now - KEEP_WORKERS))
        + _delete(AlertSent.objects.filter(day__lt=(now - KEEP_ENDED).date()))
    )


def _delete(rows: QuerySet[Any]) -> int:
    """Delete `rows` a thousand at a time, so that others can write in between."""
    count = 0
    while batch := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        count += rows.model._base_manager.filter(pk__in=batch).delete()[0]
    return count
