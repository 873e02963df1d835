"""`manage.py worker` as a process of its own: it delivers, ends cleanly, dies, loses its database."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from outbox import queries
from outbox.models import Delivery, State, WorkerHeartbeat
from outbox.services import post
from tests.outbox.conftest import arrived, wait_until
from tests.outbox.outages import outage

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """A worker under way, with what it has written so far."""

    def __init__(self, popen: subprocess.Popen) -> None:
        self.popen = popen
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.popen.stdout:
            self.lines.append(line)

    def says(self, words: str) -> bool:
        assert self.popen.poll() is None or words in "".join(self.lines), "".join(self.lines)
        return words in "".join(self.lines)

    def end(self, number: int) -> int:
        self.popen.send_signal(number)
        return self.popen.wait(60)


@pytest.fixture
def worker(parcels):
    """Start workers; whatever is left of them at the end is killed."""
    started = []

    def start(*options: str) -> Process:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "outbox_parcels.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "outbox" / "app")]),
            "PARCELS": str(parcels),
            "PARCELS_DATABASE": str(connection.settings_dict["NAME"]),
            "PYTHONUNBUFFERED": "1",
        }
        connections.close_all()
        popen = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--skip-checks", "--no-schedule", *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        process = Process(popen)
        started.append(process)
        wait_until(lambda: process.says("The worker is running"))
        return process

    yield start
    for process in started:
        if process.popen.poll() is None:
            process.end(signal.SIGKILL)
        process._reader.join()
        process.popen.stdout.close()


def all_delivered() -> bool:
    return not Delivery.objects.exclude(state=State.DELIVERED).exists()


def test_delivers_shows_itself_and_ends_cleanly(worker, parcels):
    process = worker()
    deliveries = [post(channel="parcels", payload={"name": str(n)}) for n in range(6)]
    wait_until(all_delivered)
    assert len(arrived(parcels)) == len(deliveries)
    wait_until(queries.worker_alive)
    assert WorkerHeartbeat.objects.get().pid == process.popen.pid
    assert process.end(signal.SIGTERM) == 0
    assert not queries.worker_alive()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_finishes_what_is_in_hand_and_takes_nothing_new(worker, parcels, number):
    (parcels / "stop-after").touch()
    first = post(channel="parcels", payload={"name": "in hand"})
    process = worker()
    wait_until((parcels / "at-after").exists)
    process.popen.send_signal(number)
    later = post(channel="parcels", payload={"name": "later"})
    (parcels / "stop-after").unlink()
    assert process.popen.wait(60) == 0
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == (State.DELIVERED, State.WAITING)


def test_a_delivery_that_hangs_does_not_keep_it_from_ending(worker, parcels):
    (parcels / "stop-before").touch()
    delivery = post(channel="parcels", payload={"name": "hangs"})
    process = worker("--grace", "0.2")
    wait_until((parcels / "at-before").exists)
    assert process.end(signal.SIGTERM) == 0
    delivery.refresh_from_db()
    assert delivery.state == State.SENDING
    assert delivery.lease_until > timezone.now()


def test_killed_again_and_again_loses_nothing(worker, parcels):
    deliveries = [post(channel="parcels", payload={"name": str(n)}) for n in range(24)]
    kills = 4
    for number in range(1, kills + 1):
        process = worker()
        wait_until(lambda number=number: len(set(arrived(parcels))) >= number * 4)
        process.end(signal.SIGKILL)
        Delivery.objects.filter(state=State.SENDING).update(
            lease_until=timezone.now() - timedelta(seconds=1)
        )
    worker()
    wait_until(all_delivered)
    lines = arrived(parcels)
    assert len(set(lines)) == len(deliveries)
    # What was under way at a kill may come twice, under the same reference; nothing else does.
    assert len(lines) <= len(deliveries) + kills * 2


def test_two_workers_share_the_work(worker, parcels):
    for number in range(20):
        post(channel="parcels", payload={"name": str(number)})
    worker()
    worker()
    wait_until(all_delivered)
    lines = arrived(parcels)
    assert len(lines) == len(set(lines)) == 20
    wait_until(lambda: WorkerHeartbeat.objects.count() == 2)


def test_a_database_that_goes_away_is_waited_for(worker, parcels):
    """Locked on SQLite, gone on PostgreSQL: what was sent is recorded when it is back."""
    (parcels / "stop-after").touch()
    delivery = post(channel="parcels", payload={"name": "sent, not yet recorded"})
    process = worker()
    wait_until((parcels / "at-after").exists)
    with outage():
        (parcels / "stop-after").unlink()
        wait_until(lambda: process.says("outbox:database:gone"))
    wait_until(all_delivered)
    delivery.refresh_from_db()
    assert delivery.attempts == 1
    post(channel="parcels", payload={"name": "afterwards"})
    wait_until(all_delivered)
    assert [line.split(maxsplit=1)[1] for line in arrived(parcels)] == [
        "sent, not yet recorded",
        "afterwards",
    ]
    assert process.end(signal.SIGTERM) == 0
