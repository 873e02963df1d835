"""What a server process counts: answers, how long they took, and what the page cache did.

Processes of one server write into files of one folder, so that whichever of them is asked tells the sum
of all, those that have ended included (prometheus_client's multiprocess mode). Nothing is loaded and
nothing counted where METRICS_TOKEN is not set.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from typing import Any

# prometheus_client looks for it when it is first imported.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
EVERY = 2.0  # seconds between two looks at the page cache's own figures
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Counts:
    """The counters of this process."""

    def __init__(self, figures: Any, *, staff_prefix: str) -> None:
        from prometheus_client import Counter, Histogram

        self.staff_prefix = staff_prefix
        self.requests = Counter(
            "dimelo_requests",
            "Answers by Django, and refusals of the web server",
            ("area", "method", "status"),
        )
        self.seconds = Histogram(
            "dimelo_request_seconds", "How long they took", ("area",), buckets=SECONDS
        )
        self.kept = Counter(
            "dimelo_page_cache_answers",
            "Requests for what may be kept, by how it went",
            ("result",),
        )
        self.pages = Counter(
            "dimelo_page_cache_pages", "Pages put into the cache and taken out of it", ("act",)
        )
        self.figures = figures
        self._told: dict[str, int] = {}

    def answered(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one answer that was made, not kept."""
        area = "staff" if path.startswith(self.staff_prefix) else "public"
        known = method if method in METHODS else "other"
        self.requests.labels(area, known, f"{status // 100}xx").inc()
        self.seconds.labels(area).observe(seconds)

    def look(self) -> None:
        """Take over what the page cache has counted since the last look: its answers cost no more by it."""
        if self.figures is None:
            return
        for name, counter in (
            ("hits", self.kept.labels("hit")),
            ("not_modified", self.kept.labels("not_modified")),
            ("misses", self.kept.labels("miss")),
            ("kept", self.pages.labels("kept")),
            ("dropped", self.pages.labels("dropped")),
        ):
            now = getattr(self.figures, name)
            counter.inc(now - self._told.get(name, 0))
            self._told[name] = now

    def keep_looking(self, ended: threading.Event) -> None:
        """Look every two seconds until the process ends."""
        while not ended.wait(EVERY):
            self.look()
        self.look()


_counts: Counts | None = None


def share_folder() -> Callable[[], None]:
    """Make the folder the processes of this server share; what removes it. Before they are started."""
    folder = tempfile.mkdtemp(prefix="metrics-")
    os.environ[FOLDER] = folder
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def begin(figures: Any, *, staff_prefix: str) -> threading.Event:
    """Count in this process from now on. `figures`: the page cache's, or None. Set the event to end."""
    global _counts
    _counts = Counts(figures, staff_prefix=staff_prefix)
    ended = threading.Event()
    threading.Thread(target=_counts.keep_looking, args=[ended], name="metrics", daemon=True).start()
    return ended


def answered(method: str, path: str, status: int, seconds: float) -> None:
    """Count one answer that was made, where anything is counted at all."""
    if _counts is not None:
        _counts.answered(method, path, status, seconds)


def look() -> None:
    """Bring this process's figures up to date."""
    if _counts is not None:
        _counts.look()
