"""A database for the site and one for the empty project, gone afterwards."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


@contextlib.contextmanager
def databases(folder: Path) -> Iterator[tuple[str, str]]:
    """Two addresses: on the PostgreSQL server that DATABASE_URL names, or files in `folder`."""
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not address.scheme.startswith("postgres"):
        yield tuple(f"sqlite:///{folder / name}.sqlite3" for name in ("site", "empty"))
        return
    names = [f"bench_{name}_{os.getpid()}" for name in ("site", "empty")]
    server = address._replace(scheme="postgresql", path="/postgres", query="").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        try:
            for name in names:
                connection.execute(f'CREATE DATABASE "{name}"')
            yield tuple(address._replace(path=f"/{name}").geturl() for name in names)
        finally:
            for name in names:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
