"""The databases of the test processes: migrated once, which takes a minute, and copied for each."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.servers import environment_for, once, run_for

PARTS = ("", "-wal", "-shm")  # of a database of SQLite


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[bool]:
    """Whether the database is there already, which it is: as a copy. It is gone afterwards."""
    name = connection.creation._get_test_db_name()
    files = [
        Path(one["TEST"]["NAME"])
        for one in settings.DATABASES.values()
        if one["ENGINE"].endswith("sqlite3")
    ]
    forget(files)
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            once(tmp_path_factory, "template", make_template)
            create(name, template=template())
        else:
            migrated = request.getfixturevalue("migrated_database") / "site.sqlite3"
            for part in PARTS:
                if (file := Path(f"{migrated}{part}")).exists():
                    shutil.copy(file, f"{name}{part}")
    yield True
    with django_db_blocker.unblock():
        connections.close_all()
        if connection.vendor == "postgresql":
            drop(name)
    forget(files)


def forget(files: Iterable[Path]) -> None:
    """Remove these databases of SQLite."""
    for file in files:
        for part in PARTS:
            file.with_name(f"{file.name}{part}").unlink(missing_ok=True)


# PostgreSQL


def template() -> str:
    """The name of the database that the others are copies of."""
    return f"test_{urlsplit(os.environ['DATABASE_URL']).path.removeprefix('/')}_migrated"


def make_template(folder: Path) -> None:
    """Create it and migrate it, as an operator would."""
    create(template())
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{template()}").geturl()
    run_for(environment_for(folder, 8000, DATABASE_URL=url), "manage.py", "migrate", "-v0")


def create(name: str, template: str = "template1") -> None:
    """An empty database, or a copy."""
    drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    """Remove it, although a live server's threads may still hold it open.

    A browser's last kept-alive connection keeps its thread, and the thread its database connection.
    """
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """When all test processes have ended nobody needs the template."""
    if connection.vendor == "postgresql" and not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            drop(template())
