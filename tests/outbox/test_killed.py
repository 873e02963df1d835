"""A worker killed with SIGKILL, at every statement and commit and inside the handler."""

import os
import signal
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from outbox.delivering import drain
from outbox.models import ChannelState, Delivery, State
from outbox.services import post
from tests.outbox.conftest import arrived, in_a_child, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def pass_the_lease() -> None:
    """A minute goes by: what dead workers held is free again."""
    Delivery.objects.filter(state=State.SENDING).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def drain_until_statement(number: int, when: str) -> None:
    """Deliver, and be killed just before or just after the nth statement or commit."""
    count = 0

    def step(run):
        nonlocal count
        count += 1
        if count == number and when == "before":
            die()
        result = run()
        if count == number and when == "after":
            die()
        return result

    def statement(execute, sql, params, many, context):
        return step(lambda: execute(sql, params, many, context))

    commit = connection._commit
    connection._commit = lambda: step(commit)
    with connection.execute_wrapper(statement):
        drain(only="parcels")


@pytest.mark.parametrize("when", ["before", "after"])
def test_at_every_statement(parcels, when):
    """Whatever the point, the next worker finishes, and the other side sees one thing."""
    reached_the_end = False
    for number in range(1, 60):
        (parcels / "arrived").unlink(missing_ok=True)
        ChannelState.objects.all().delete()
        user = get_user_model().objects.create_user(f"{number}@parcels.example")
        first = post(channel="parcels", payload={"name": "1"}, about=user)
        second = post(channel="parcels", payload={"name": "2"}, about=user)
        pid = in_a_child(lambda number=number: drain_until_statement(number, when))
        _pid, status = os.waitpid(pid, 0)
        reached_the_end = os.WIFEXITED(status)
        pass_the_lease()
        drain(only="parcels")
        for delivery in (first, second):
            delivery.refresh_from_db()
            assert delivery.state == State.DELIVERED, number
            assert delivery.payload == {}
        lines = arrived(parcels)
        # At most one repetition, with the same reference, and never out of order.
        assert len(set(lines)) == 2, number
        assert len(lines) <= 3, number
        assert [line.split()[1] for line in dict.fromkeys(lines)] == ["1", "2"], number
        if reached_the_end:
            break
    assert reached_the_end, "there were more statements than points tried"
    assert number > 15


@pytest.mark.parametrize("point", ["before", "after"])
def test_inside_the_handler(parcels, point):
    delivery = post(channel="parcels", payload={"name": "1"})
    (parcels / f"stop-{point}").touch()
    pid = in_a_child(lambda: drain(only="parcels"))
    wait_until((parcels / f"at-{point}").exists)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    (parcels / f"stop-{point}").unlink()
    delivery.refresh_from_db()
    assert delivery.state == State.SENDING
    assert drain(only="parcels") == 0, "held until the lease lapses"
    pass_the_lease()
    assert drain(only="parcels") == 1
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert len(set(arrived(parcels))) == 1


def test_a_row_that_was_not_committed_never_leaves(parcels):
    """A web process killed between writing the row and its commit."""
    from django.db import transaction

    def write_and_die() -> None:
        with transaction.atomic():
            post(channel="parcels", payload={"name": "1"})
            die()

    os.waitpid(in_a_child(write_and_die), 0)
    assert Delivery.objects.count() == 0


def test_workers_at_once_deliver_each_once_in_order_and_never_crowd(parcels):
    users = [get_user_model().objects.create_user(f"{n}@parcels.example") for n in range(6)]
    for number in range(5):
        for user in users:
            post(channel="parcels", payload={"name": f"{user.pk}:{number}"}, about=user)

    def work() -> None:
        while Delivery.objects.exclude(state=State.DELIVERED).exists():
            drain(only="parcels")

    pids = [in_a_child(work) for _ in range(4)]
    for pid in pids:
        assert os.waitpid(pid, 0)[1] == 0
    names = [line.split()[1] for line in arrived(parcels)]
    assert len(names) == len(set(names)) == 30
    for user in users:
        mine = [name for name in names if name.startswith(f"{user.pk}:")]
        assert mine == [f"{user.pk}:{number}" for number in range(5)]
    at_once = most = 0
    for line in (parcels / "journal").read_text().splitlines():
        at_once += 1 if line.startswith("start") else -1
        most = max(most, at_once)
    assert most <= 2


def test_posted_by_many_at_once_under_one_key_is_one(parcels):
    pids = [
        in_a_child(
            lambda: [post(channel="parcels", payload={"name": "k"}, key="k") for _ in "1234"]
        )
        for _ in range(5)
    ]
    for pid in pids:
        assert os.waitpid(pid, 0)[1] == 0
    assert Delivery.objects.count() == 1
