"""Counting what visitors look at: numbers only, gathered in memory and written now and then.

A view must never wait for the database or fail with it; the last minute's may be missing after a crash.
Nothing of the visitor is gathered: no cookie, no address, nothing that tells two of them apart.
"""

import atexit
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from typing import Generic, TypeVar

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

EVERY = timedelta(seconds=60)
# What calls itself one of these is no person. The list is short on purpose: it is the words that crawlers,
# link previews, monitors and programs have in common.
MACHINES = (
    "bot", "crawl", "spider", "preview", "slurp", "curl", "wget", "python", "monitor",
    "http-client", "okhttp", "headless", "lighthouse", "facebookexternalhit", "feed", "scan",
)  # fmt: skip


Key = TypeVar("Key", bound=Hashable)


class Gatherer(Generic[Key]):
    """Gathers numbers by key. `write`: what takes a copy of them to the database, in one go."""

    def __init__(self, name: str, write: Callable[[Mapping[Key, int]], None]) -> None:
        self.name = name
        self._write = write
        self._lock = threading.Lock()
        self._seen: Counter[Key] = Counter()
        self._written = timezone.now()
        atexit.register(self._at_exit)

    def add(self, *keys: Key, waits: bool) -> None:
        """Count one of each. `waits`: whether whoever calls may wait for the database when it is time."""
        now = timezone.now()
        with self._lock:
            self._seen.update(keys)
            due = now - self._written >= EVERY
            if due:
                self._written = now
        if due and waits:
            self.write()
        elif due:
            threading.Thread(target=self._aside, name=self.name, daemon=True).start()

    def write(self) -> None:
        """Write what was gathered; kept for the next time when the database is away."""
        with self._lock:
            gathered = dict(self._seen)
            self._seen.clear()
            self._written = timezone.now()
        if not gathered:
            return
        try:
            self._write(gathered)
        except (DatabaseError, InterfaceError):
            with self._lock:
                self._seen.update(gathered)

    def forget(self) -> None:
        """Throw away what was gathered."""
        with self._lock:
            self._seen.clear()

    def _aside(self) -> None:
        try:
            self.write()
        finally:
            connection.close()

    def _at_exit(self) -> None:
        if self._seen:
            self._aside()


def is_person(headers: Mapping[str, str]) -> bool:
    """Whether a person looks, as far as their software says: no crawler, nothing fetched in advance."""
    agent = (headers.get("user-agent") or "").lower()
    if not agent or any(word in agent for word in MACHINES):
        return False
    purpose = headers.get("sec-purpose") or headers.get("purpose") or ""
    return "prefetch" not in purpose.lower()
