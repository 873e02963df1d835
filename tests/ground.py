"""What the migrations leave in the database, put back when a test has written for good.

A test with real transactions (`transaction=True`) would end by emptying every table and making content
types and permissions anew: seconds, each time, and Wagtail's root page and first language would be gone
for whoever comes next. Instead there are copies of the rows, and only what differs is put back.
"""

import asyncio
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase

from tests.tables import columns

BESIDE = "ground"  # the schema (PostgreSQL) or the attached file (SQLite) of the copies


class Ground:
    """The rows of every table when the first test of this process began."""

    def __init__(self) -> None:
        self.filled: list[str] = []
        self.copies = Path(f"{connection.settings_dict['NAME']}.ground")
        self.copies.unlink(missing_ok=True)
        with self._beside() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
                cursor.execute(f"CREATE SCHEMA {BESIDE}")
            for table in columns():
                cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
                if cursor.fetchone()[0]:
                    self.filled.append(table)
                    cursor.execute(f'CREATE TABLE {BESIDE}."{table}" AS SELECT * FROM "{table}"')
        self._touched = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS ({self._difference(table)})" for table in columns()
        )

    def _difference(self, table: str) -> str:
        """A query that gives a row when the table is not as it was."""
        now, then = f'SELECT * FROM "{table}"', f'SELECT * FROM {BESIDE}."{table}"'
        if table not in self.filled:
            return now
        return (
            f"SELECT 1 FROM ({now} EXCEPT {then}) AS new"
            f" UNION ALL SELECT 1 FROM ({then} EXCEPT {now}) AS gone"
        )

    @contextmanager
    def _beside(self) -> Iterator[CursorWrapper]:
        """Inside, the copies have names."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"ATTACH DATABASE '{self.copies}' AS {BESIDE}")
            try:
                yield cursor
            finally:
                if connection.vendor == "sqlite":
                    cursor.execute(f"DETACH DATABASE {BESIDE}")

    def put_back(self) -> None:
        """Foreign keys are looked at when all is done: every one of Django's is deferred."""
        with self._beside() as cursor:
            cursor.execute(self._touched)
            touched = [name for (name,) in cursor.fetchall()]
            with transaction.atomic():
                for table in touched:
                    cursor.execute(f'DELETE FROM "{table}"')
                for table in touched:
                    if table in self.filled:
                        names = columns()[table]
                        cursor.execute(
                            f'INSERT INTO "{table}" ({names}) SELECT {names} FROM {BESIDE}."{table}"'
                        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        ground = Ground()
    with pytest.MonkeyPatch.context() as patch:
        # The ledger keeps what it has.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: ground.put_back())
        yield
    ground.copies.unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Close what a test opened beside Playwright's event loop.

    Django keeps two sets of connections in a thread: one for when an event loop runs there, and one for
    when none does. Nobody else would close the first, and a database that goes away in a later test
    would be found dead by the next test with a browser.
    """
    try:
        return (yield)
    finally:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            pass
        else:
            # Nothing is awaited here; Django would refuse all the same.
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
                for opened in connections.all(initialized_only=True):
                    if not opened.in_atomic_block:
                        opened.close()
