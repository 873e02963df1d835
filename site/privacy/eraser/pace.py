"""The eraser gives way: what visitors send must not wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# However long a transaction took, nobody gains from a longer pause.
LONGEST_PAUSE = 0.25


@contextmanager
def short_transaction() -> Iterator[None]:
    """A transaction, and on SQLite a pause as long as it took.

    SQLite has one writer at a time, and whoever waits looks again every tenth of a second: without
    the pause the eraser would nearly always be found holding the lock.
    """
    started = time.monotonic()
    with transaction.atomic():
        yield
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        threading.Event().wait(min(time.monotonic() - started, LONGEST_PAUSE))
