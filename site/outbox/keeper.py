"""Keep hold of what is in hand: leases are renewed by a thread of their own."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import DatabaseError, InterfaceError, connections

from outbox import channels, claims
from outbox.models import Delivery

RENEW_EVERY = claims.LEASE.total_seconds() / 4


class Keeper:
    """While it is entered, the leases handed to it are renewed every 15 seconds.

    A process that is killed renews nothing, so what it held returns by itself. A delivery that
    outlasts its channel's `longest` is no longer renewed either: it counts as hung.
    """

    def __init__(self) -> None:
        self._held: dict[uuid.UUID, tuple[Callable[[], bool], float]] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="outbox-keeper", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    @contextmanager
    def holding(self, delivery: Delivery) -> Iterator[None]:
        """Renew the lease of `delivery` inside the block."""
        token = delivery.lease_by
        if token is None:
            raise ValueError("Only a claimed delivery can be held.")
        longest = channels.get(delivery.channel).longest
        with self.renewing(token, lambda: claims.renew(token=token), longest):
            yield

    @contextmanager
    def renewing(
        self, token: uuid.UUID, renew: Callable[[], bool], longest: timedelta
    ) -> Iterator[None]:
        """Call `renew` regularly inside the block, until it says False or `longest` is over."""
        with self._lock:
            self._held[token] = (renew, time.monotonic() + longest.total_seconds())
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(token, None)

    def _run(self) -> None:
        while not self._over.wait(RENEW_EVERY):
            self.renew_all()
        connections.close_all()

    def renew_all(self) -> None:
        """Renew everything in hand once; a database that is gone is tried again next time."""
        with self._lock:
            held = list(self._held.items())
        try:
            for token, (renew, deadline) in held:
                if time.monotonic() > deadline or not renew():
                    with self._lock:
                        self._held.pop(token, None)
        except (DatabaseError, InterfaceError):
            connections["default"].close()
