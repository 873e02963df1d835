"""One at a time, over all machines; the lock dies with the process that holds it.

PostgreSQL: an advisory lock of a connection of its own. SQLite: a lock on a file beside the
database (its users are on one machine). A row in a table would outlive a killed run.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

# The number PostgreSQL knows a lock by: "ERAS", "BACK".
_KEYS = {"eraser": 0x45524153, "backup": 0x4241434B}


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """True while this process holds the lock `name`; False at once when another one does."""
    held = _advisory(_KEYS[name]) if connection.vendor == "postgresql" else _beside_the_file(name)
    with held as mine:
        yield mine


@contextmanager
def _advisory(key: int) -> Iterator[bool]:
    # A connection of its own: the main one may be closed and opened again in a long run.
    own: Any = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                # Closing would release it too, but only when the server notices: the next run, a
                # moment later, would take this one for still going on.
                with own.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    finally:
        own.close()


@contextmanager
def _beside_the_file(name: str) -> Iterator[bool]:
    database = str(connection.settings_dict["NAME"])
    is_file = database and "mode=memory" not in database
    folder = Path(database).parent if is_file else Path(settings.WORK)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f"{Path(database).name}.{name}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
