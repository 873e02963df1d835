"""A virus scanner that is away for a day: CVs are taken, opened by nobody, and looked through later."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from careers.applications.models import ApplicationFile
from outbox.models import Delivery
from outbox.models.delivery import PENDING, State
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, post_form
from tests.careers.applications.desk import address
from tests.ports import free_port

CV = genuine.plain_pdf()


@contextlib.contextmanager
def clamd(port: int, answer: bytes) -> Iterator[None]:
    """A scanner on this port that says the same of every file."""
    listener = socket.create_server(("127.0.0.1", port))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _address = listener.accept()
                with connection, connection.makefile("rb") as file:
                    file.read(10)
                    while size := struct.unpack(">I", file.read(4))[0]:
                        file.read(size)
                    connection.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.fixture
def port(settings) -> int:
    number = free_port()
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{number}"
    return number


@pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
def test_a_scanner_away_for_a_day_sets_nothing_aside(client, careers, staff, port):
    begun = timezone.now()
    assert post_form(client, careers.offer, cv=CV).status_code == 303
    for quarter in range(4 * 24):
        with time_machine.travel(begun + timedelta(minutes=15 * quarter), tick=False):
            deliver()
    with time_machine.travel(begun + timedelta(days=1), tick=False):
        waiting = Delivery.objects.get(channel="cv")
        assert waiting.state in PENDING
        assert waiting.reason == "The virus scanner does not answer."
        row = ApplicationFile.objects.get()
        hr = staff("rh")
        assert hr.get(address(row.application, "original/")).status_code == 404
        assert "antivirus" in hr.get(address(row.application)).content.decode()
        with clamd(port, b"stream: OK\0"):
            deliver()
        assert hr.get(address(row.application, "original/")).content == CV


@pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: Eicar FOUND\0"]
)
def test_a_verdict_that_is_no_yes_opens_nothing(client, careers, staff, port, answer):
    assert post_form(client, careers.offer, cv=CV).status_code == 303
    with clamd(port, answer):
        deliver()
    row = ApplicationFile.objects.get()
    assert staff("rh").get(address(row.application, "original/")).status_code == 404
    # One it gives no verdict on is asked about so many times, then left to staff.
    again = [
        delivery.attempts for delivery in Delivery.objects.filter(channel="cv", state=State.AGAIN)
    ]
    assert again == ([1] if b"ERROR" in answer else [])
