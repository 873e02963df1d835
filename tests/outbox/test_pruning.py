"""How long the outbox remembers, and what it tells of its queues."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from outbox import queries
from outbox.channels import Refused
from outbox.models import Delivery, RunState, ScheduledJob, ScheduledRun, State, WorkerHeartbeat
from outbox.services import pause, post

pytestmark = pytest.mark.django_db


def test_what_has_left_is_forgotten_after_thirty_days(send, work, other_side):
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        send("a")
        work()
        send("still waiting", not_before=timezone.now() + timedelta(days=300))
        clock.shift(timedelta(days=29, hours=23))
        call_command("prune_outbox")
        assert Delivery.objects.filter(state=State.DELIVERED).count() == 1
        clock.shift(timedelta(hours=2))
        call_command("prune_outbox")
    assert [delivery.state for delivery in Delivery.objects.all()] == [State.WAITING]


def test_what_nobody_deals_with_is_given_up_after_ninety_days(send, work, other_side):
    other_side.answers["a"] = Refused("no")
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        delivery = send("a")
        work()
        clock.shift(timedelta(days=89))
        call_command("prune_outbox")
        delivery.refresh_from_db()
        assert delivery.state == State.SET_ASIDE
        clock.shift(timedelta(days=2))
        call_command("prune_outbox")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.payload) == (State.DROPPED, {})
    assert delivery.decision


def test_old_runs_go_but_the_last_good_one_stays():
    job = ScheduledJob.objects.create(name="daily")
    for days, state in (
        (100, RunState.DONE),
        (99, RunState.DONE),
        (98, RunState.FAILED),
        (1, RunState.FAILED),
    ):
        slot = timezone.now() - timedelta(days=days)
        ScheduledRun.objects.create(job=job, slot=slot, state=state)
    WorkerHeartbeat.objects.create(host="old", pid=1, seen_at=timezone.now() - timedelta(days=2))
    call_command("prune_outbox")
    left = [(timezone.now() - run.slot).days for run in ScheduledRun.objects.order_by("slot")]
    assert left == [99, 1]
    assert not WorkerHeartbeat.objects.exists()


def test_depth_and_age_of_each_queue(send, work, other_side):
    with time_machine.travel("2026-11-01 10:00Z", tick=False) as clock:
        send("a")
        send("later", not_before=timezone.now() + timedelta(days=1))
        post(channel="files", payload={"storage": "default", "name": "x"})
        clock.shift(timedelta(minutes=31))
        found = {queue.name: queue for queue in queries.queues()}
        assert queries.queue_depth() == {"email": 0, "files": 1, "probe": 2, **{
            name: 0 for name in found if name not in {"email", "files", "probe"}
        }}  # fmt: skip
        assert found["probe"].age == timedelta(minutes=31)
        assert found["email"].age == timedelta()
        causes = {alarm.cause for alarm in queries.alarms()}
        assert {"old:probe", "old:files", "worker"} <= causes
        assert "old:email" not in causes


def test_alarms_name_the_cause_and_go_with_it(send, work, other_side):
    WorkerHeartbeat.objects.create(host="here", pid=1)
    other_side.answers["a"] = [Refused("no")]
    delivery = send("a")
    work()
    pause(channel="files", reason="", by=None)
    assert {alarm.cause for alarm in queries.alarms()} == {"set_aside:probe", "paused:files"}
    assert {alarm.cause: alarm.severity for alarm in queries.alarms()}["paused:files"] == "critical"
    from outbox.services import drop, resume

    resume(channel="files")
    drop(deliveries=[delivery], reason="x", by=None)
    assert queries.alarms() == []


def test_a_worker_that_fell_silent_is_not_alive():
    WorkerHeartbeat.objects.create(host="here", pid=1)
    assert queries.worker_alive()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert not queries.worker_alive()
