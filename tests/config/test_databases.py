"""How a database is reached, as settings describe it."""

from pathlib import Path

import pytest
from django.conf import settings
from environ import Env

from config.databases import described

ROOT = Path("/srv/site")


def of(address: str) -> dict[str, object]:
    return described(Env.db_url_config(address), root=ROOT)


def test_a_file_of_sqlite_is_written_in_turn_and_read_meanwhile():
    found = of("sqlite:///var/site.sqlite3?timeout=1")
    options = found["OPTIONS"]
    assert found["NAME"] == "/srv/site/var/site.sqlite3"
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 1  # what the address says wins, and the rest stays
    assert "journal_mode=WAL" in options["init_command"]
    assert "secure_delete=ON" in options["init_command"]
    assert of("sqlite:///site.sqlite3")["OPTIONS"]["timeout"] == 20


def test_postgresql_is_kept_looked_after_and_given_up_when_it_is_silent():
    found = of("postgres://site@db.example/site?connect_timeout=2")
    assert found["CONN_MAX_AGE"] == 600
    assert found["CONN_HEALTH_CHECKS"]
    assert found["OPTIONS"]["connect_timeout"] == 2
    assert found["OPTIONS"]["tcp_user_timeout"] == 20_000
    assert "random_page_cost=1.1" in found["OPTIONS"]["options"]
    other = of("postgres://site@db.example/site?options=-c%20geqo%3Doff")
    assert other["OPTIONS"]["options"] == "-c geqo=off"


def test_no_request_is_one_transaction():
    assert not any(one.get("ATOMIC_REQUESTS") for one in settings.DATABASES.values())


@pytest.mark.sqlite
def test_a_running_site_has_its_file_so(site_server):
    said = site_server.manage(
        "shell", "-v0", "-c",
        "from django.db import connection as c; u = c.cursor();"
        "print([u.execute(f'PRAGMA {n}').fetchone()[0] for n in"
        " ('journal_mode', 'busy_timeout', 'secure_delete', 'foreign_keys')])",
    )  # fmt: skip
    assert said.strip() == "['wal', 20000, 1, 1]"
