"""Count a missing address: one cheap write, and few of them however many addresses are tried."""

import threading
import time
from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from cms.models import MissingPath

from .worth import is_worth_a_line

# Lines in the table, and writes that one process makes in a minute. A person reads a hundred lines;
# a crawler that follows broken links stays below the second number, a scanner does not.
MAX_ROWS = 2000
WRITES_PER_MINUTE = 60
# What nobody asked for in this time is forgotten.
DAYS = 180


class Allowance:
    """So many writes a minute, all threads of a process together."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._left = float(per_minute)
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Whether one more write is allowed now."""
        with self._lock:
            now = time.monotonic()
            regained = (now - self._at) * self.per_minute / 60
            self._left = min(self.per_minute, self._left + regained)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class Room:
    """How many lines this process may add before it looks again how full the table is.

    Several processes fill it at the same time: each looks again before it has added a tenth.
    """

    def __init__(self) -> None:
        self._left = 0
        self._lock = threading.Lock()

    def take(self) -> None:
        """Make sure of room for one line more."""
        with self._lock:
            if self._left < 1:
                share = max(1, MAX_ROWS // 10)
                free = MAX_ROWS - MissingPath.objects.count()
                if free < 1:
                    make_room()
                    free = share
                self._left = min(free, share)
            self._left -= 1


allowance = Allowance(WRITES_PER_MINUTE)
room = Room()


def record(path: str) -> None:
    """Count `path` (decoded, without query string) once more, if it is worth a line."""
    if not is_worth_a_line(path) or not allowance.take():
        return
    # As redirects keep addresses: without the slash at the end.
    kept = path.rstrip("/") or "/"
    today = timezone.localdate()
    known = MissingPath.objects.filter(path=kept)
    if known.update(count=F("count") + 1, last_day=today):
        return
    room.take()
    # Somebody else may have written the same line since: then this one visit is not counted.
    with suppress(IntegrityError):
        MissingPath.objects.create(path=kept, first_day=today, last_day=today)


def make_room() -> None:
    """Forget the tenth of the lines that tell least: seen seldom and long ago."""
    least = (
        MissingPath.objects.filter(ignored=False)
        .order_by("count", "last_day", "pk")
        .values_list("pk", flat=True)[: MAX_ROWS // 10]
    )
    if not MissingPath.objects.filter(pk__in=list(least)).delete()[0]:
        MissingPath.objects.order_by("last_day").first().delete()  # type: ignore[union-attr]


def forget_old() -> int:
    """Delete what nobody asked for in DAYS days; how many lines that were."""
    before = timezone.localdate() - timedelta(days=DAYS)
    return MissingPath.objects.filter(last_day__lt=before).delete()[0]
