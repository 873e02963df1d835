"""Counting what visitors look at: numbers only, gathered in memory and written now and then.

A view must never wait for the database or fail with it; the last minute's may be missing after a crash.
Nothing of the visitor is gathered: no cookie, no address, nothing that tells two of them apart.
"""

import atexit
import threading
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import lru_cache
from time import time
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
# Characters of a browser's name beyond which it is not remembered.
LONGEST = 300

Key = TypeVar("Key", bound=Hashable)


class Gatherer(Generic[Key]):
    """Gathers numbers by key. `write`: what takes a copy of them to the database, in one go."""

    def __init__(self, name: str, write: Callable[[Mapping[Key, int]], None]) -> None:
        self.name = name
        self._write = write
        self._lock = threading.Lock()
        self._seen: dict[Key, int] = {}
        self._written = time()
        atexit.register(self._at_exit)

    def add(self, *keys: Key, waits: bool) -> None:
        """Count one of each. `waits`: whether whoever calls may wait for the database when it is time."""
        now = time()
        with self._lock:
            for key in keys:
                self._seen[key] = self._seen.get(key, 0) + 1
            due = now - self._written >= EVERY.total_seconds()
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
            self._written = time()
        if not gathered:
            return
        try:
            self._write(gathered)
        except (DatabaseError, InterfaceError):
            with self._lock:
                for key, number in gathered.items():
                    self._seen[key] = self._seen.get(key, 0) + number

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


class Today:
    """The day (Paris), looked up once a day and not once a view."""

    def __init__(self) -> None:
        self._known = (0.0, 0.0, date.min)

    def __call__(self) -> date:
        begins, ends, day = self._known
        if begins <= time() < ends:
            return day
        day = timezone.localdate()
        begins, ends = (
            timezone.make_aware(datetime.combine(one, time_of_day.min)).timestamp()
            for one in (day, day + timedelta(days=1))
        )
        self._known = (begins, ends, day)
        return day


today = Today()


def is_person(headers: Mapping[str, str]) -> bool:
    """Whether a person looks, as far as their software says: no crawler, nothing fetched in advance."""
    agent = headers.get("user-agent")
    if not agent or not (is_browser(agent) if len(agent) < LONGEST else says_browser(agent)):
        return False
    purpose = headers.get("sec-purpose") or headers.get("purpose")
    return not purpose or "prefetch" not in purpose.lower()


def says_browser(agent: str) -> bool:
    """Whether software of this name is none of the machines."""
    lower = agent.lower()
    return not any(word in lower for word in MACHINES)


# The names of browsers are few; which visitor has which is remembered nowhere.
is_browser = lru_cache(512)(says_browser)
