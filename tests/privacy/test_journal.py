"""The access journal, and orphans both ways."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from privacy import journal, queries, services
from privacy.models import JournalEntry
from privacy.models.journal import Unchangeable
from tests.privacy.conftest import BOTH, paris, plant
from tests.privacy.rehearsal_app.models import Candidate

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]


def test_an_entry_refers_and_never_names(django_user_model):
    user = django_user_model.objects.create_user(email="rh@example.com")
    candidate = plant(file=False, exchanges=0)
    entry = services.journal(actor=user, action="careers:cv:read", reference=candidate)
    assert str(candidate.uuid)[:8] in entry.reference
    assert "ZZPII" not in repr(JournalEntry.objects.values())
    with pytest.raises(ValueError, match="address"):
        services.journal(actor=user, action="careers:cv:read", reference=candidate.email)
    with pytest.raises(ValueError, match="source:subject:action"):
        services.journal(actor=user, action="read")


def test_entries_are_only_ever_added(django_user_model):
    entry = services.journal(actor=None, action="careers:cv:read", reference="x")
    entry.reference = "y"
    for forbidden in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(reference="y"),
    ):
        with pytest.raises(Unchangeable):
            forbidden()
    assert JournalEntry.objects.get().reference == "x"


def test_entries_last_twelve_months(django_user_model):
    with time_machine.travel(paris("2026-01-31 12:00"), tick=False):
        services.journal(actor=None, action="careers:cv:read", reference="old")
    assert journal.prune(now=paris("2027-01-31 11:59")) == 0
    assert journal.prune(now=paris("2027-01-31 12:00")) == 1
    assert not JournalEntry.objects.exists()


def test_an_entry_outlives_the_account(django_user_model):
    user = django_user_model.objects.create_user(email="rh@example.com")
    services.journal(actor=user, action="careers:cv:read", reference="x")
    number = user.pk
    user.delete()
    assert JournalEntry.objects.get().actor_id == number


def test_a_file_without_row_is_reported_then_removed_after_two_days(capsys):
    kept = plant(exchanges=0)
    private = storages["private"]
    name = private.save("rehearsal/orphan.pdf", ContentFile(b"ZZPII"))
    elsewhere = private.save("other/kept.txt", ContentFile(b"not declared"))
    call_command("find_orphans")
    assert f"file without record\tprivate\t{name}" in capsys.readouterr().out
    assert private.exists(name)
    with time_machine.travel(paris("2099-01-01 00:00") - timedelta(days=1)):
        call_command("find_orphans", "--dry-run")
        assert private.exists(name)
        call_command("find_orphans")
    assert f"removed\tprivate\t{name}" in capsys.readouterr().out
    assert not private.exists(name)
    assert private.exists(kept.cv.name)
    assert private.exists(elsewhere)
    private.delete(elsewhere)


def test_a_file_that_gets_its_row_is_nobodys_orphan():
    private = storages["private"]
    name = private.save("rehearsal/early.pdf", ContentFile(b"x"))
    call_command("find_orphans")
    Candidate.objects.create(name="x", email="x@example.com", cv=name)
    with time_machine.travel(paris("2099-01-01 00:00")):
        call_command("find_orphans")
    assert private.exists(name)


def test_a_row_without_its_file_is_reported_by_reference(capsys):
    candidate = plant(exchanges=0)
    Path(candidate.cv.path).unlink()
    with pytest.raises(CommandError):
        call_command("find_orphans")
    out = capsys.readouterr().out
    assert f"record without file\trehearsal.Candidate {str(candidate.uuid)[:8]}" in out
    assert "ZZPII" not in out
    # The DPO's screen says it as well, and alone what is there now.
    assert queries.rows_without_file() == [f"rehearsal.Candidate {str(candidate.uuid)[:8]}"]
    assert "orphans:rows" in [alarm.cause for alarm in queries.alarms()]
    Path(candidate.cv.path).write_bytes(b"back")
    storages["private"].save("rehearsal/orphan.pdf", ContentFile(b"x"))
    call_command("find_orphans")
    assert queries.rows_without_file() == []
    assert "orphans:files" in [alarm.cause for alarm in queries.alarms()]
