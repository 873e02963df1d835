"""Prometheus' figures: for whoever knows the token, of all processes together, and about nobody."""

import re
import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.servers import ROOT

TOKEN = "a-token-that-is-long-enough"
CANARY = "ZZPII8k2"


def figures(site) -> dict[str, float]:
    """Each sample by its name and labels."""
    reply = site.get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert reply.status == 200, reply.status
    assert reply["Cache-Control"] == "no-store"
    return {
        f"{one.name}{sorted(one.labels.items())}" if one.labels else one.name: one.value
        for family in text_string_to_metric_families(reply.body.decode())
        for one in family.samples
    }


def is_nowhere(site, **headers: str) -> bool:
    """Whether it is answered as any address that does not exist: with a slash first, then 404."""
    first = site.get("/metrics", **headers)
    return first.status == 301 and site.get(first["Location"], **headers).status == 404


def undocumented(found: dict[str, float]) -> list[str]:
    """Figures that README, *What to watch*, does not name."""
    readme = (ROOT / "README.md").read_text()
    names = {re.sub(r"_(bucket|count|sum)$", "", one.partition("[")[0]) for one in found}
    bare = {name.removeprefix("dimelo_") for name in names}
    return sorted(name for name in bare if not re.search(rf"`{name}[`{{]", readme))


def until(site, condition) -> dict[str, float]:
    """The figures once the processes have written down what they counted."""
    for _ in range(100):
        found = figures(site)
        if condition(found):
            return found
        time.sleep(0.1)
    pytest.fail(f"never: {found}")


def test_all_processes_are_counted_and_nobody_is_named(make_site):
    site = make_site(METRICS_TOKEN=TOKEN, WEB_CONCURRENCY="2", FORM_POSTS_PER_MINUTE="0")
    for wrong in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": TOKEN}):
        assert is_nowhere(site, **wrong)
    for _ in range(20):
        site.get(f"/nowhere/{CANARY}/?email={CANARY}@example.com", Cookie=f"a={CANARY}")
        site.get("/")
    site.get("/admin/login/")
    # Refused before Django: counted all the same.
    large = f"POST / HTTP/1.1\r\nHost: localhost:{site.port}\r\nContent-Length: 100000000\r\n\r\n"
    assert site.raw(large.encode()).startswith(b"HTTP/1.1 413")

    def settled(found: dict[str, float]) -> bool:
        return sum(kept(found).values()) >= 20

    def kept(found: dict[str, float]) -> dict[str, float]:
        names = ("hit", "not_modified", "miss")
        return {
            one: found.get(f"dimelo_page_cache_answers_total[('result', '{one}')]", 0)
            for one in names
        }

    found = until(site, settled)
    of_public = "('area', 'public'), ('method', 'GET'), ('status', '4xx')"
    assert found[f"dimelo_requests_total[{of_public}]"] >= 20
    assert found["dimelo_requests_total[('area', 'staff'), ('method', 'GET'), ('status', '2xx')]"]
    refused = "('area', 'public'), ('method', 'POST'), ('status', '4xx')"
    assert found[f"dimelo_requests_total[{refused}]"] == 1
    assert kept(found)["hit"]
    assert kept(found)["miss"]
    assert found["dimelo_request_seconds_count[('area', 'public')]"] >= 20
    assert found["dimelo_database_up"] == 1
    assert found["dimelo_workers"] == 0
    assert found["dimelo_alarms[('severity', 'critical')]"] >= 1, "no worker runs"
    assert found["dimelo_deliveries[('state', 'set_aside')]"] == 0
    for name in ("queue_depth", "queue_age_seconds", "queue_paused", "job_late", "erasures_due"):
        assert any(one.startswith(f"dimelo_{name}[") for one in found), name
    text = site.get("/metrics", Authorization=f"Bearer {TOKEN}").body.decode()
    assert undocumented(found) == []
    assert CANARY not in text
    assert not re.search(r"127\.0\.0\.1|@|/nowhere", text)


def test_without_a_token_there_is_no_such_page(site_server):
    assert is_nowhere(site_server, Authorization="Bearer ")
