"""The scratch environment: an environment, a database, folders, and a wall around them."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connections

# All of the outside world that the scratch process is told.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "DJANGO_SETTINGS_MODULE", "CI")


def key() -> str:
    """32 random bytes in the form the keys of the site have."""
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """The variables of the scratch process: nothing of the live configuration, fresh keys."""
    port = free_port()
    whole = {
        **os.environ,
    }
    return {
        **{name: whole[name] for name in KEPT if name in whole},
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "ENV_FILE": os.devnull,
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": database_url,
        "LEDGER_URL": f"sqlite:///{folder / 'ledger.sqlite3'}",
        "LEDGER_COPY_URL": str(folder / "ledger-copy"),
        "BACKUP_URL": str(folder / "backups"),
        "DEFAULT_FROM_EMAIL": "Dimelo <site@example.com>",
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        "ALERT_EMAIL": "staff@example.com",
        "FORM_POSTS_PER_MINUTE": "0",
        "HUMAN_CHECK_MIN_SECONDS": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        **{name: key() for name in ("VAULT_KEYS", "LEDGER_KEY", "BACKUP_KEY")},
    }


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@contextmanager
def scratch_database(folder: Path) -> Iterator[str]:
    """The URL of an empty database of the live one's kind, removed afterwards.

    On PostgreSQL a database of its own beside the live one. Where the account may not make one, the
    rehearsal takes SQLite, and its record says so.
    """
    connection = connections["default"]
    lite = f"sqlite:///{folder / 'site.sqlite3'}"
    if connection.vendor != "postgresql":
        yield lite
        return
    name = f"erasure_proof_{secrets.token_hex(6)}"
    try:
        _outside_transactions(f'CREATE DATABASE "{name}"')
    except DatabaseError:
        yield lite
        return
    try:
        yield _url_of(name)
    finally:
        _outside_transactions(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _outside_transactions(statement: str) -> None:
    """Run a statement that PostgreSQL takes outside transactions only, on a connection of its own."""
    own: Any = connections["default"].copy()
    try:
        own.set_autocommit(True)
        with own.cursor() as cursor:
            cursor.execute(statement)
    finally:
        own.close()


def _url_of(name: str) -> str:
    facts: dict[str, Any] = dict(connections["default"].settings_dict)
    user = quote(str(facts.get("USER") or ""), safe="")
    password = quote(str(facts.get("PASSWORD") or ""), safe="")
    host = str(facts.get("HOST") or "")
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    if host.startswith("/"):
        return f"postgres://{who}{quote(host, safe='')}/{name}"
    port = f":{facts['PORT']}" if facts.get("PORT") else ""
    return f"postgres://{who}{host}{port}/{name}"


def move_in(folder: Path) -> None:
    """In the scratch process, before Django starts: lead every path of the settings into `folder`."""
    live = Path(settings.VAR)
    settings.VAR = settings.WORK = folder
    settings.MEDIA_ROOT = str(folder / "stores" / "default")
    settings.PRIVATE_ROOT = folder / "stores" / "private"
    settings.LEDGER_COPY_URL = str(folder / "ledger-copy")
    for alias, store in settings.STORAGES.items():
        if alias == "staticfiles":
            # Pages are looked at, their style sheets are not: nothing needs to be collected.
            store["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
            continue
        options = store.get("OPTIONS", {})
        if "location" in options:
            options["location"] = folder / "stores" / alias
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(folder / "mail")
    build_wall(folder, live)


def build_wall(folder: Path, live: Path) -> None:
    """Let nothing of this process reach another machine, or a file of the live site."""
    forbidden = str(live.resolve())

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            address = arguments[1]
            if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
                raise PermissionError("The rehearsal stays on this machine.")
        elif event == "sqlite3.connect":
            name = os.path.realpath(os.fsdecode(arguments[0]))
            if name.startswith(forbidden + os.sep) and not name.startswith(str(folder.resolve())):
                raise PermissionError("The rehearsal stays in its own database.")

    sys.addaudithook(watch)
