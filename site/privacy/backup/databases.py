"""A consistent copy of the main database in one file, and back."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

ALIAS = "default"


class DatabaseToolFailed(Exception):
    """pg_dump or pg_restore is missing or ended with an error."""


def copy_database(target: Path) -> str:
    """Write the main database as it is at one moment to `target`; returns "sqlite" or "postgresql".

    SQLite's `VACUUM INTO` copies no freed page, so nothing deleted travels in a backup.
    Raises DatabaseToolFailed when PostgreSQL's programs fail.
    """
    connection = connections[ALIAS]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        target.chmod(0o600)
        return "sqlite"
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))
    target.chmod(0o600)
    return "postgresql"


def put_database_back(source: Path, vendor: str) -> None:
    """Replace the main database by the copy at `source`, in one transaction.

    Raises DatabaseToolFailed when the copy is of another kind of database or a program fails.
    """
    connection = connections[ALIAS]
    if vendor != connection.vendor:
        raise DatabaseToolFailed(
            f"The backup holds a {vendor} database, and DATABASE_URL names a {connection.vendor} one."
        )
    connection.close()
    if vendor == "sqlite":
        with closing(sqlite3.connect(source)) as copy, _live_sqlite() as live:
            copy.backup(live)
        return
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        "--dbname",
        _setting("NAME"),
        str(source),
    )


@contextmanager
def _live_sqlite() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(_setting("NAME"), timeout=30)) as live:
        live.execute("PRAGMA journal_mode=WAL")
        yield live
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _setting(name: str) -> str:
    return str(connections[ALIAS].settings_dict.get(name) or "")


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, never the command line."""
    environment = {
        **os.environ,
        "PGHOST": _setting("HOST"),
        "PGPORT": _setting("PORT"),
        "PGUSER": _setting("USER"),
        "PGPASSWORD": _setting("PASSWORD"),
        "PGDATABASE": _setting("NAME"),
    }
    try:
        done = subprocess.run(
            [program, *arguments],
            env={name: value for name, value in environment.items() if value},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise DatabaseToolFailed(f"{program} is not installed (PostgreSQL's client).") from error
    if done.returncode:
        raise DatabaseToolFailed(f"{program} ended with {done.returncode}.")
