"""Kept pages in real server processes: on one machine, on two, and while the database is away."""

import contextlib
import dataclasses
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from tests.bench.queries import MOST, counted
from tests.growth.asking import Station
from tests.ports import free_port
from tests.servers import environment_for

REWRITE = (
    "from pages.models import LegalPage;"
    "page = LegalPage.objects.filter(locale__language_code='fr').first();"
    "page.summary = {text!r}; page.save_revision().publish()"
)
PATH = "/mentions-legales/"


def beside(site, tmp_path_factory, *, machine: bool):
    """Another server on the database of `site`: of the same machine, or of another one."""
    port = free_port()
    var = tmp_path_factory.mktemp("machine") if machine else site.var
    shared = ("DATABASE_URL", "LEDGER_URL", "LEDGER_KEY", "VAULT_KEYS", "SECRET_KEY", "SITE_URL")
    changes = {name: site.environment[name] for name in (*shared, "LEDGER_COPY_URL")}
    other = dataclasses.replace(
        site, port=port, var=var, environment=environment_for(var, port, **changes), process=None
    )
    other.start()
    return other


def keep(server, path: str = PATH) -> None:
    """Ask until it is kept."""
    for _ in range(5):
        if server.get(path)["Cache-Status"]:
            return
    raise AssertionError("The page is not kept.")


def test_a_publication_reaches_every_process(make_site, tmp_path_factory):
    site = make_site()
    same = beside(site, tmp_path_factory, machine=False)
    other = beside(site, tmp_path_factory, machine=True)
    try:
        for server in (site, same, other):
            keep(server)
            keep(server, "/en/")
        site.manage("shell", "-v0", "-c", REWRITE.format(text="Toutes les mentions"))
        assert "Toutes les mentions" in site.get(PATH).text
        assert "Toutes les mentions" in same.get(PATH).text
        begun, pause = time.monotonic(), Event()
        while "Toutes les mentions" not in other.get(PATH).text:
            assert time.monotonic() - begun < 20
            pause.wait(0.1)
        for server in (site, same, other):
            assert server.get("/en/")["Cache-Status"]  # what was not changed is still there
        # Without the database, what is kept is shown. (For what is not, see tests/bad_days.)
        for name in ("site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm"):
            with contextlib.suppress(FileNotFoundError):
                (site.var / name).rename(site.var / f"away-{name}")
        (site.var / "site.sqlite3").mkdir()
        keep(other, "/en/")
    finally:
        same.stop()
        other.stop()
        site.stop()


def test_a_page_that_many_ask_for_when_it_has_changed_is_made_once(site_server):
    keep(site_server)
    site_server.manage("shell", "-v0", "-c", REWRITE.format(text="Pour une foule"))
    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(site_server.get, [PATH] * 16))
    assert all("Pour une foule" in one.text for one in answers)
    assert [one["Cache-Status"] for one in answers].count(None) == 1


def test_every_page_of_the_starter_site_asks_little_in_both_languages(site_server):
    with Station.of(site_server.environment) as station:
        asked = list(counted(station))
    assert len(asked) > 70
    assert {kind for kind, _path, _number in asked} == set(MOST)
    assert [one for one in asked if one[2] > MOST[one[0]]] == []
