"""One worker process: deliveries by a few threads, the schedule by another, and a heartbeat.

Ending it gently finishes what is in hand; killing it loses nothing, since what it held is leased
(outbox.claims). It lives through a database that goes away.
"""

import logging
import os
import queue
import socket
import threading
from contextlib import ExitStack

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from outbox import channels
from outbox.delivering import carry_out, claim_any
from outbox.heaps import give_memory_back, share_heaps
from outbox.keeper import Keeper
from outbox.models import Delivery, WorkerHeartbeat
from outbox.runs import run_due

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
# While the database is gone; short enough to start again with it, long enough not to fill the log.
AWAY_SECONDS = 3.0
SCHEDULE_SECONDS = 15.0
HEARTBEAT_SECONDS = 5.0
MAX_THREADS = 16


class Worker:
    """See the module. `stop()` may be called from a signal handler."""

    def __init__(self, *, threads: int | None = None, with_schedule: bool = True) -> None:
        wanted = threads or sum(channel.concurrency for channel in channels.all_channels())
        self.size = max(1, min(wanted, MAX_THREADS))
        self.with_schedule = with_schedule
        self.stopping = threading.Event()
        self._wake = threading.Event()
        self._inbox: queue.SimpleQueue[Delivery | None] = queue.SimpleQueue()
        self._in_hand: set[int] = set()
        self._lock = threading.Lock()
        self._keeper = Keeper()
        self._heartbeat = WorkerHeartbeat(host=socket.gethostname()[:100], pid=os.getpid())

    def stop(self) -> None:
        """Take nothing new in hand; `run` returns once what is in hand is done."""
        self.stopping.set()
        self._wake.set()

    def run(self, *, grace: float = 20.0) -> bool:
        """Work until `stop`. Then wait at most `grace` seconds for what is in hand.

        Returns whether everything in hand was finished; what was not returns by its lease.
        """
        threads = [
            threading.Thread(target=self._deliver, name=f"outbox-{number}", daemon=True)
            for number in range(self.size)
        ]
        threads.append(threading.Thread(target=self._beat, name="outbox-heartbeat", daemon=True))
        if self.with_schedule:
            threads.append(threading.Thread(target=self._schedule, name="schedule", daemon=True))
        share_heaps()
        with ExitStack() as stack:
            stack.enter_context(self._keeper)
            for thread in threads:
                thread.start()
            self._dispatch()
            for _number in range(self.size):
                self._inbox.put(None)
            deadline = timezone.now().timestamp() + grace
            for thread in threads:
                thread.join(max(0.0, deadline - timezone.now().timestamp()))
        finished = not any(thread.is_alive() for thread in threads)
        self._say_goodbye()
        return finished

    def _dispatch(self) -> None:
        """Claim one delivery after the other while there are hands free, and pass them on."""
        worked = True  # so that what starting took is given back too
        while not self.stopping.is_set():
            self._wake.clear()
            try:
                close_old_connections()
                delivery = self._claim()
            except (DatabaseError, InterfaceError) as error:
                self._database_gone(error)
                continue
            if delivery is None:
                if worked and not self._in_hand:
                    give_memory_back()
                    worked = False
                self._wake.wait(POLL_SECONDS)
            else:
                worked = True
                with self._lock:
                    self._in_hand.add(delivery.pk)
                self._inbox.put(delivery)
        connections.close_all()

    def _claim(self) -> Delivery | None:
        with self._lock:
            in_hand = tuple(self._in_hand)
        if len(in_hand) >= self.size or self.stopping.is_set():
            return None
        return claim_any(besides=in_hand)

    def _deliver(self) -> None:
        """The life of one delivering thread."""
        while (delivery := self._inbox.get()) is not None:
            try:
                close_old_connections()
                with self._keeper.holding(delivery):
                    carry_out(delivery, stop=self.stopping)
            except (DatabaseError, InterfaceError) as error:
                # Its outcome could not be recorded: the lease lapses and it is tried again.
                self._database_gone(error)
            finally:
                with self._lock:
                    self._in_hand.discard(delivery.pk)
                self._wake.set()
        connections.close_all()

    def _schedule(self) -> None:
        """The life of the thread that runs the scheduled jobs."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                run_due(stop=self.stopping)
            except (DatabaseError, InterfaceError) as error:
                self._database_gone(error)
            self.stopping.wait(SCHEDULE_SECONDS)
        connections.close_all()

    def _beat(self) -> None:
        """The life of the thread that shows that this worker lives."""
        while True:
            try:
                close_old_connections()
                self._heartbeat.seen_at = timezone.now()
                self._heartbeat.in_hand = len(self._in_hand)
                self._heartbeat.save()
            except (DatabaseError, InterfaceError) as error:
                self._database_gone(error)
            if self.stopping.wait(HEARTBEAT_SECONDS):
                break
        connections.close_all()

    def _database_gone(self, error: Exception) -> None:
        logger.warning("outbox:database:gone %s", type(error).__name__)
        connections["default"].close()
        self.stopping.wait(AWAY_SECONDS)

    def _say_goodbye(self) -> None:
        try:
            WorkerHeartbeat.objects.filter(pk=self._heartbeat.pk).delete()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("outbox:database:gone %s", type(error).__name__)
        finally:
            connections.close_all()
