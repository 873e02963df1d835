"""/healthz and /readyz, as a load balancer sees them."""

import json

import pytest
from django.test import override_settings

from config import health


def test_the_process_answers_whatever_it_is_called(site_server, tls_site):
    for host in ("localhost", "10.0.0.7:8000", "anything"):
        assert site_server.get("/healthz", Host=host).body == b'{"status": "ok"}'
    # Probes come over plain HTTP, also where visitors are sent to https.
    assert tls_site.server.request("GET", "/healthz").status == 200


def test_not_ready_without_a_worker(site_server):
    reply = site_server.get("/readyz")
    assert reply.status == 503
    found = json.loads(reply.body)
    assert found["status"] == "not ready"
    assert found["parts"]["worker"] == "failing"
    assert (
        found["parts"]["database"] == found["parts"]["cache"] == found["parts"]["storage"] == "ok"
    )
    assert reply["Cache-Control"] == "no-store"
    assert reply.all("Set-Cookie") == []


@pytest.mark.django_db(databases=["default", "ledger"])
def test_ready_when_everything_is(client, monkeypatch):
    monkeypatch.setattr(health.outbox, "worker_alive", lambda: True)
    monkeypatch.setattr(health.outbox, "late_jobs", list)
    # The tests' ledger outlives their database, which other tests empty.
    monkeypatch.setattr(health.privacy, "must_replay", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ready"), response.json()


@pytest.mark.django_db(databases=["default", "ledger"])
def test_a_late_schedule_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health.outbox, "worker_alive", lambda: True)
    monkeypatch.setattr(health.outbox, "late_jobs", lambda: ["one"])
    assert client.get("/readyz").json()["parts"]["schedule"] == "failing"


@pytest.mark.django_db
def test_a_full_disk_is_not_ready_and_says_no_more(client, tmp_path):
    nowhere = tmp_path / "file"
    nowhere.write_text("in the way")
    stores = {
        **__import__("django.conf", fromlist=["settings"]).settings.STORAGES,
        "private": {"BACKEND": "config.storages.PrivateFiles", "OPTIONS": {"location": nowhere}},
    }
    with override_settings(STORAGES=stores):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["storage"] == "failing"
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.django_db
def test_without_a_database_nothing_is_said_of_what_stands_in_it(client, monkeypatch):
    from django.db import OperationalError

    def gone() -> bool:
        raise OperationalError("gone")

    monkeypatch.setitem(health.CHECKS, "database", gone)
    parts = client.get("/readyz").json()["parts"]
    assert parts["database"] == "failing"
    assert parts["cache"] == parts["storage"] == "ok"
    assert {parts[name] for name in ("worker", "schedule", "ledger", "erasure")} == {"unknown"}
