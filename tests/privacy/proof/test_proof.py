"""`prove_erasure` as an operator runs it: green on our code, red on code that keeps something."""

import base64
import hashlib
import io
import shutil
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from privacy.proof import queries, scratch, services
from privacy.proof.marks import Finder, address_of, new_mark
from privacy.proof.models import ProofRun
from privacy.proof.moved_clock import moved_clock
from privacy.proof.stage import undeclared_keys
from privacy.rights.models import Certificate, SubjectRequest
from tests.privacy.conftest import BOTH, paris

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)


@pytest.fixture(autouse=True)
def _migrated_before(request, monkeypatch):
    """The scratch database has been migrated before, which takes a minute. Not so on PostgreSQL."""
    if connection.vendor == "postgresql":
        return
    migrated = request.getfixturevalue("migrated_database") / "site.sqlite3"

    @contextmanager
    def scratch_database(folder):
        shutil.copy(migrated, folder / migrated.name)
        with scratch.scratch_database(folder) as url:
            yield url

    monkeypatch.setattr(services, "scratch_database", scratch_database)


@pytest.mark.timeout(900)
def test_nothing_is_left_of_anybody_and_the_date_is_noted(capsys):
    call_command("prove_erasure")
    assert "nothing left" in capsys.readouterr().out
    run = queries.last_proof()
    assert run.passed
    assert run.people >= 2
    assert run.places > 100
    # Nobody made up was ever in the live database.
    assert not SubjectRequest.objects.exists()


@pytest.mark.sqlite  # what it finds does not depend on where it looks; the proof itself is run on both
@pytest.mark.timeout(900)
def test_what_careless_code_keeps_is_found_and_named(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.privacy.proof.faulty_settings")
    told = io.StringIO()
    with pytest.raises(CommandError, match="Something is left") as refused:
        call_command("prove_erasure", stderr=told)
    assert refused.value.returncode == 1
    said = told.getvalue()
    assert "after its date: database, wagtailcore_modellogentry.label" in said
    assert "after a restore: database, wagtailcore_modellogentry.label" in said
    assert "files, notes.txt" in said
    assert "log, site.log" in said
    assert "the form forgotten: no rehearsal fills it in" in said
    assert not queries.last_run().passed
    assert queries.last_proof() is None
    assert [alarm.cause for alarm in queries.alarms()] == ["proof:failed"]


def test_a_rehearsal_that_breaks_down_is_no_proof(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.privacy.proof.missing")
    with pytest.raises(CommandError, match="broke down"):
        call_command("prove_erasure")
    assert not ProofRun.objects.get().passed


def test_a_month_without_proof_raises_an_alarm():
    assert queries.alarms() == []
    with time_machine.travel(paris("2026-10-01 10:00"), tick=False):
        ProofRun.objects.create(passed=True, at=timezone.now())
    with time_machine.travel(paris("2026-11-20 10:00"), tick=False):
        assert [alarm.cause for alarm in queries.alarms()] == ["proof:old"]


def test_a_mark_is_found_in_every_shape():
    mark = new_mark()
    address = address_of(mark)
    finder = Finder([mark, new_mark()])
    shapes = [
        mark.encode(),
        mark.upper().encode(),
        mark.lower().encode().hex().encode(),
        mark.encode("utf-16-le"),
        hashlib.md5(address.encode()).hexdigest().encode(),  # noqa: S324
        hashlib.sha256(address.encode()).hexdigest().upper().encode(),
        *(base64.b64encode(b"x" * n + address.encode() + b"y") for n in range(6)),
    ]
    for shape in shapes:
        assert finder.found_in(b"before " + shape + b" after") == {mark}
    assert finder.found_in(new_mark().encode()) == set()


def test_the_moved_clock_moves_those_who_hold_the_function():
    held = timezone.now
    before = held()
    with moved_clock() as clock:
        clock.to(before + timedelta(days=400))
        assert held() - before >= timedelta(days=400)
        with pytest.raises(ValueError, match="forward"):
            clock.to(before)
    assert held() - before < timedelta(days=1)


def test_a_key_that_nobody_classified_is_found():
    Certificate.objects.create(
        request=SubjectRequest.objects.create(email="zzpii@example.com", language="fr"),
        lines=[{"record": "x", "kept": ""}, {"record": "y", "telephone": "01"}],
    )
    assert undeclared_keys() == ["rights.Certificate.lines: telephone"]
