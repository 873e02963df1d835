"""The database goes away: gone on PostgreSQL, locked on SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
from django.db import connection, connections


def outage() -> AbstractContextManager[None]:
    """Inside the block the database cannot be used. For tests with `transaction=True`."""
    return closed_postgresql() if connection.vendor == "postgresql" else locked_sqlite()


@contextmanager
def locked_sqlite() -> Iterator[None]:
    """Nobody else can write to the database inside the block."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def closed_postgresql() -> Iterator[None]:
    """The server throws everybody out and lets nobody in inside the block."""
    settings = connection.get_connection_params()
    name = settings["dbname"]
    for connected in connections.all():
        connected.close()
    arguments = {
        key: settings[key] for key in ("user", "password", "host", "port") if key in settings
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **arguments) as master:
        quoted = psycopg.sql.Identifier(name).as_string(master)
        master.execute(f"ALTER DATABASE {quoted} ALLOW_CONNECTIONS false")
        master.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            master.execute(f"ALTER DATABASE {quoted} ALLOW_CONNECTIONS true")
