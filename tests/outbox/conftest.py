"""A channel whose answers a test decides, and the tools to look at what became of a delivery."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections

from outbox import channels, schedule
from outbox.channels import Channel
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.services import post

sys.path.insert(0, str(Path(__file__).parent / "app"))


@pytest.fixture(autouse=True)
def _registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Channels and jobs that a test registers are its own."""
    monkeypatch.setattr(channels, "_channels", dict(channels._channels))
    monkeypatch.setattr(schedule, "_jobs", dict(schedule._jobs))


@pytest.fixture
def other_side() -> SimpleNamespace:
    """A channel "probe" whose other side notes what reaches it and answers as the test says.

    `answers`: payload name -> exception to raise (once per entry when it is a list).
    """
    side = SimpleNamespace(got=[], tried=[], answers={})

    def deliver(delivery: Delivery) -> None:
        name = delivery.payload["name"]
        side.tried.append(name)
        answer = side.answers.get(name)
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else None
        if answer is not None:
            raise answer
        side.got.append(name)

    channels.register(Channel(name="probe", label="Probe", deliver=deliver, concurrency=2))
    return side


@pytest.fixture
def send() -> Callable[..., Delivery]:
    """Post to the probe channel by a name."""

    def _send(name: str, **options: object) -> Delivery:
        return post(channel="probe", payload={"name": name}, **options)

    return _send


@pytest.fixture
def work() -> Callable[[], int]:
    return lambda: drain(only="probe")


@pytest.fixture
def parcels(transactional_db, tmp_path, settings) -> Path:
    """The folder that stands for the other side of the channel "parcels"."""
    from outbox_parcels import tasks

    settings.PARCELS = tmp_path
    channels.register(tasks.CHANNEL)
    return tmp_path


def arrived(folder: Path) -> list[str]:
    """What the other side has received: "reference name" lines, repetitions included."""
    file = folder / "arrived"
    return file.read_text().splitlines() if file.exists() else []


_tick = threading.Event()


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something another process does; fails when it never comes."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        _tick.wait(0.02)


def in_a_child(work: Callable[[], object]) -> int:
    """Start `work` in a process of its own; its pid."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        connections.close_all()
    except BaseException:
        os._exit(1)
    os._exit(0)
