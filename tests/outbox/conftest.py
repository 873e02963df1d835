"""A channel whose answers a test decides, and the tools to look at what became of a delivery."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from outbox import channels, schedule
from outbox.channels import Channel
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.services import post


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
