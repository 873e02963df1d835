"""A restore gives the same site, except for those who were erased since: they do not come back."""

import base64
import os
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.core.management import CommandError, call_command

from outbox.mail import Mail
from outbox.models import Delivery, State
from outbox.services import retry, send_mail
from privacy import restoring
from privacy.backup.services import make_backup
from privacy.queries import must_replay
from tests.privacy.conftest import (
    BOTH,
    Candidate,
    empty_ledger,
    empty_store,
    paris,
    plant,
    stored_files,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)
NOW = paris("2026-11-12 12:00")


@pytest.fixture(autouse=True)
def _room(settings, tmp_path):
    settings.WORK = tmp_path
    settings.BACKUP_URL = str(tmp_path / "backups")
    settings.BACKUP_KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()
    with time_machine.travel(NOW, tick=False):
        empty_ledger()
        yield
        empty_store()


def settle() -> None:
    for _round in range(4):
        call_command("finish_erasures")
        call_command("worker", once=True)


def test_an_older_backup_brings_nobody_back_who_was_erased_since():
    plant(0, when="2026-05-12 10:00")
    staying = plant(1, when="2026-11-01 10:00")
    make_backup(now=NOW - timedelta(hours=2))
    call_command("erase_due")
    settle()
    assert Candidate.objects.get() == staying
    files = stored_files()

    call_command("restore")

    settle()
    assert Candidate.objects.get() == staying
    assert stored_files() == files
    assert not must_replay()


def test_between_restore_and_replay_the_site_refuses_to_serve(monkeypatch):
    from privacy.backup.services import restore_files_and_database

    plant(0, when="2026-05-12 10:00")
    make_backup(now=NOW - timedelta(hours=2))
    call_command("erase_due")
    settle()
    restore_files_and_database()
    assert restoring.agreement() is restoring.Agreement.DATABASE_BEHIND
    assert must_replay()
    call_command("replay_ledger")
    settle()
    assert not must_replay()
    assert not Candidate.objects.exists()


def test_a_lost_ledger_comes_back_from_its_second_place_before_the_restore():
    from django.db import connections, transaction

    from privacy.ledger import schema

    plant(0, when="2026-05-12 10:00")
    make_backup(now=NOW - timedelta(hours=2))
    call_command("erase_due")
    settle()
    found = connections["ledger"]
    with transaction.atomic(using="ledger"), found.cursor() as cursor:
        cursor.execute(f"DROP TABLE {schema.TABLE}")
    call_command("restore")
    settle()
    assert not Candidate.objects.exists()


def test_without_any_ledger_a_restore_is_refused_and_touches_nothing():
    candidate = plant(0, when="2026-11-01 10:00")
    make_backup(now=NOW - timedelta(hours=2))
    Candidate.objects.filter(pk=candidate.pk).update(name="after the backup")
    with pytest.raises(CommandError, match="ledger"):
        call_command("restore")
    assert Candidate.objects.get().name == "after the backup"
    call_command("restore", nothing_was_ever_erased=True)
    assert Candidate.objects.get().name == candidate.name


def test_a_damaged_archive_changes_nothing():
    plant(0, when="2026-11-01 10:00")
    name = make_backup(now=NOW - timedelta(hours=2)).archive.name
    path = f"{project.BACKUP_URL}/{name}"
    with open(path, "r+b") as archive:  # noqa: PTH123
        archive.seek(200)
        archive.write(b"\x00\x01\x02")
    Candidate.objects.update(name="after the backup")
    with pytest.raises(CommandError, match="damaged"):
        call_command("restore", nothing_was_ever_erased=True)
    assert Candidate.objects.get().name == "after the backup"


def test_a_mail_that_left_after_the_backup_does_not_leave_again(mailoutbox):
    """Nobody gets the same mail twice because the company lost a disk: staff decide."""
    ask = {"mail": "tests.privacy.backup.test_restore.greeting", "key": ""}
    send_mail(**ask)
    send_mail(**ask, not_before=NOW + timedelta(days=3))
    make_backup(now=NOW - timedelta(hours=2))
    call_command("worker", once=True)
    assert len(mailoutbox) == 1

    call_command("restore", "--nothing-was-ever-erased")
    call_command("worker", once=True)
    assert len(mailoutbox) == 1
    held = Delivery.objects.get(state=State.SET_ASIDE)
    assert "backup" in held.reason
    assert Delivery.objects.filter(state=State.WAITING, not_before__isnull=False).count() == 1

    retry(deliveries=[held], by=None)
    call_command("worker", once=True)
    assert len(mailoutbox) == 2


def greeting() -> Mail:
    return Mail(to="someone@example.com", subject="Bonjour", text="Bonjour.")
