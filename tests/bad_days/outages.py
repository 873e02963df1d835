"""Ways in which something goes away, and comes back at the end of the block."""

import contextlib
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.machines.parts import Part


@contextlib.contextmanager
def killed(part: Part) -> Iterator[None]:
    """Gone: connections break, new ones are refused."""
    part.kill()
    try:
        yield
    finally:
        part.start()


@contextlib.contextmanager
def hanging(part: Part) -> Iterator[None]:
    """There, and silent: connections stand, new ones are taken, nothing is ever answered."""
    assert part.process is not None
    family = descendants(part.process.pid)
    for pid in family:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in family:
            os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def locked(database: Path) -> Iterator[None]:
    """A file of SQLite in which somebody else is writing, on and on."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def descendants(pid: int) -> list[int]:
    """A process and all below it, whatever sessions they have begun."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(number)
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found
