"""How often resource pages are seen: numbers only, gathered in memory and written now and then.

No cookie, no address, nothing of the visitor. A view must never wait for the database or fail with it;
the last minute's may be missing after a crash.
"""

import threading
from collections import Counter
from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from leads.models import DailyCount
from leads.services.counting import count

EVERY = timedelta(seconds=60)
_MACHINES = ("bot", "crawl", "spider", "preview", "slurp", "curl", "wget", "python", "monitor")

_lock = threading.Lock()
_seen: Counter[tuple[date, str, str]] = Counter()
_written = timezone.now()


def note_view(agent: str, *, thing: str, language: str) -> None:
    """Count a page seen by a person, as far as the visitor's software (`agent`) says what it is."""
    if _count(agent, thing, language):
        write()


def note_kept_view(agent: str, *, thing: str, language: str) -> None:
    """The same where the page was kept: whoever answers from memory waits for no database."""
    if _count(agent, thing, language):
        threading.Thread(target=_write_aside, name="page views", daemon=True).start()


def _count(agent: str, thing: str, language: str) -> bool:
    """Whether it is time to write what was gathered."""
    global _written
    agent = agent.lower()
    if not agent or any(word in agent for word in _MACHINES):
        return False
    now = timezone.now()
    with _lock:
        _seen[timezone.localdate(), thing, language] += 1
        due = now - _written >= EVERY
        if due:
            _written = now
    return due


def _write_aside() -> None:
    try:
        write()
    finally:
        connection.close()


def write() -> None:
    """Write what was gathered; kept for the next time when the database is away."""
    global _written
    with _lock:
        gathered = dict(_seen)
        _seen.clear()
        _written = timezone.now()
    for key, number in gathered.items():
        day, thing, language = key
        try:
            count(kind=DailyCount.Kind.VIEW, thing=thing, language=language, number=number, day=day)
        except DatabaseError:
            with _lock:
                _seen[key] += number
