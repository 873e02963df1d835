"""A channel whose other side is a folder: each arrival is a line in a file."""

import os
import threading
from pathlib import Path

from django.conf import settings

from outbox.channels import Channel, register
from outbox.models import Delivery


def folder() -> Path:
    return Path(settings.PARCELS)


def deliver(delivery: Delivery) -> None:
    name = delivery.payload["name"]
    note(f"start {name}")
    pass_point("before")
    note(f"{delivery.reference} {name}", where="arrived")
    pass_point("after")
    note(f"end {name}")


def note(line: str, where: str = "journal") -> None:
    handle = os.open(folder() / where, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def pass_point(point: str) -> None:
    """Go by, unless the test has put a barrier here: then say so and wait for its opening."""
    if (folder() / f"stop-{point}").exists():
        (folder() / f"at-{point}").touch()
        moment = threading.Event()
        while (folder() / f"stop-{point}").exists():
            moment.wait(0.02)


CHANNEL = register(Channel(name="parcels", label="Parcels", deliver=deliver, concurrency=2))
