"""Violation reports: the host and how often, and nothing else of what a browser tells."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from consent.models import UndeclaredTracker
from consent.services import MOST_HOSTS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def report(client, blocked, *, page="http://testserver/dossier/lien/SECRET/?t=ZZPII7f3", **more):
    told = {
        "document-uri": page,
        "referrer": "http://testserver/ZZPII7f3",
        "blocked-uri": blocked,
        "effective-directive": "script-src-elem",
        "script-sample": "ZZPII7f3",
        **more,
    }
    return client.post(
        "/consent/reports/", json.dumps({"csp-report": told}), content_type="application/csp-report"
    )


def listed():
    return {(row.host, row.directive, row.count) for row in UndeclaredTracker.objects.all()}


def test_the_policy_of_every_page_says_where_to_report(client):
    assert "report-uri /consent/reports/" in client.get("/nowhere/")["Content-Security-Policy"]


def test_the_host_is_kept_and_counted_and_nothing_else(client, caplog):
    for _time in range(3):
        assert report(client, "https://Tracker.example/pixel?id=ZZPII7f3").status_code == 204
    report(client, "inline")
    assert listed() == {
        ("tracker.example", "script-src-elem", 3),
        ("inline", "script-src-elem", 1),
    }
    assert "ZZPII7f3" not in str([vars(row) for row in UndeclaredTracker.objects.all()])
    assert "ZZPII7f3" not in caplog.text


@pytest.mark.parametrize(
    "blocked",
    [
        "chrome-extension://abc/script.js",
        "moz-extension://abc",
        "http://testserver/own.js",
        "https://user:pw@/",
        "https://exa mple/",
        "about",
        "",
        "https://" + "a" * 300 + ".example/",
        "https://[::1",
    ],
)
def test_what_is_no_tracker_of_ours_is_left_out(client, blocked):
    assert report(client, blocked).status_code == 204
    assert listed() == set()


def test_reports_about_other_sites_pages_are_left_out(client):
    report(client, "https://tracker.example/", page="https://evil.example/")
    assert listed() == set()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"csp-report": 1}', b"\xff\xfe", b"[" * 100_000, b"x" * 20_000]
)
def test_broken_reports_break_nothing(client, body):
    reply = client.post("/consent/reports/", body, content_type="application/csp-report")
    assert reply.status_code == 204
    assert listed() == set()


def test_the_list_has_an_end(client):
    UndeclaredTracker.objects.bulk_create(
        UndeclaredTracker(
            host=f"h{number}.example", directive="img-src", first_day=NOW, last_day=NOW
        )
        for number in range(MOST_HOSTS)
    )
    report(client, "https://one-more.example/")
    assert UndeclaredTracker.objects.count() == MOST_HOSTS


def test_a_network_cannot_flood_it(client, settings):
    settings.FORM_POSTS_PER_MINUTE = 10
    for number in range(62):
        report(client, f"https://h{number}.example/")
    assert UndeclaredTracker.objects.count() == 60


def test_hosts_that_nobody_tries_any_more_are_forgotten(client):
    with time_machine.travel(NOW, tick=False) as clock:
        report(client, "https://tracker.example/")
        clock.shift(timedelta(days=90))
        call_command("prune_consent")
        assert len(listed()) == 1
        clock.shift(timedelta(days=1))
        call_command("prune_consent")
        assert listed() == set()
