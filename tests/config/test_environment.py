"""var/env: made once, followed by the port, never changed behind anybody's back."""

import contextlib
import stat

from config import checks, environment


def test_the_first_start_writes_what_is_missing(tmp_path):
    path = tmp_path / "var" / "env"
    added = environment.complete(path, port=8123)
    values = environment.read(path)
    assert set(added) == set(values)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(values["SECRET_KEY"]) >= 50
    for name in ("VAULT_KEYS", "LEDGER_KEY", "BACKUP_KEY"):
        assert checks.is_key(values[name])
    assert len(set(values.values())) == len(values), "two values are the same"
    assert values["SITE_URL"] == "http://localhost:8123"


def test_the_next_start_changes_nothing(tmp_path):
    path = tmp_path / "env"
    environment.complete(path, port=8123)
    before = path.read_text(), path.stat().st_mtime_ns
    assert environment.complete(path, port=8123) == []
    assert (path.read_text(), path.stat().st_mtime_ns) == before


def test_the_local_address_follows_the_port_and_nothing_else_does(tmp_path):
    path = tmp_path / "env"
    environment.complete(path, port=8123)
    before = environment.read(path)
    assert environment.complete(path, port=9000) == ["SITE_URL"]
    assert environment.read(path) == {**before, "SITE_URL": "http://localhost:9000"}


def test_what_somebody_has_set_is_kept(tmp_path):
    path = tmp_path / "env"
    path.write_text("SITE_URL=https://www.example.com\nSECRET_KEY=mine\n# a remark\nSENTRY_DSN=\n")
    environment.complete(path, port=8123)
    values = environment.read(path)
    assert values["SITE_URL"] == "https://www.example.com"
    assert values["SECRET_KEY"] == "mine"


def test_a_killed_start_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "env"
    environment.complete(path, port=8123)
    before = path.read_text()
    monkeypatch.setattr(environment.os, "fsync", lambda descriptor: 1 / 0)
    with contextlib.suppress(ZeroDivisionError):
        environment.complete(path, port=9000)
    assert path.read_text() == before
