"""The eraser over a real database and real files: on its date, whole, once."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, Revision

from outbox.delivering import drain
from outbox.models import Delivery
from outbox.services import post
from privacy import services
from privacy.eraser import run as eraser
from privacy.ledger import book
from privacy.models import Cause, Erasure, ErasureRun, Phase, RunStatus
from tests.privacy.conftest import BOTH, paris, plant, stored_files
from tests.privacy.rehearsal_app import tasks
from tests.privacy.rehearsal_app.models import Candidate, Exchange, Signup, Tally

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]

DUE = paris("2026-11-12 10:00")  # six months after the exchange of 12 May


@pytest.fixture
def at_due():
    with time_machine.travel(DUE, tick=False):
        yield


def test_a_row_goes_at_the_due_second_and_not_before():
    candidate = plant()
    with time_machine.travel(DUE - timedelta(seconds=1), tick=False):
        call_command("erase_due")
        assert Candidate.objects.filter(pk=candidate.pk).exists()
    with time_machine.travel(DUE, tick=False):
        call_command("erase_due")
        assert not Candidate.objects.exists()
        assert not Exchange.objects.exists()
        assert stored_files() == []


def test_the_ledger_says_intent_then_done_and_names_nobody(at_due):
    candidate = plant(exchanges=0)
    call_command("erase_due")
    entries = list(book.entries())
    assert [(e.phase, e.model, e.row, e.rule) for e in entries] == [
        ("intent", "rehearsal.candidate", candidate.uuid.hex, "candidate"),
        ("done", "rehearsal.candidate", candidate.uuid.hex, "candidate"),
    ]
    assert "zzpii" not in repr(entries).lower()
    assert entries[0].subject == entries[1].subject != ""
    assert book.verify_chain().seq == 2


def test_nothing_is_left_to_trace_the_person(at_due):
    candidate = plant()
    kind = ContentType.objects.get_for_model(Candidate)
    ModelLogEntry.objects.create(
        content_type=kind,
        object_id=candidate.pk,
        label="ZZPII0x Dupont",
        data={"name": "ZZPII0x"},
        action="wagtail.edit",
        timestamp=DUE,
    )
    Revision.objects.create(
        content_type=kind,
        base_content_type=kind,
        object_id=candidate.pk,
        created_at=DUE,
        object_str="ZZPII0x",
        content={"name": "ZZPII0x"},
    )
    post(channel="rehearsal", payload={"member": "ZZPII0x"}, about=candidate)
    call_command("erase_due")
    entry = ModelLogEntry.objects.get()
    assert (entry.label, entry.data) == ("", {})
    assert entry.action == "wagtail.edit"
    assert not Revision.objects.exists()
    assert not FormState.objects.exists()
    assert not Delivery.objects.exclude(payload={}).exists()
    drain()
    assert tasks.TOLD == []
    done = Erasure.objects.filter(phase=Phase.DONE)
    assert done.count() == 2
    assert {(e.subject, e.row_pk) for e in done} == {("", "")}


def test_what_remains_is_a_number(at_due):
    plant()
    call_command("erase_due")
    call_command("erase_due")
    assert Tally.objects.get().gone == 1


def test_running_again_changes_nothing(at_due):
    plant()
    call_command("erase_due")
    before = list(book.entries())
    call_command("erase_due")
    assert list(book.entries()) == before
    assert ErasureRun.objects.order_by("-pk").first().erased == 0


def test_a_reason_to_keep_keeps(at_due):
    candidate = plant(in_dispute=True)
    call_command("erase_due")
    assert Candidate.objects.filter(erasure_marked_at=None).get() == candidate
    run = ErasureRun.objects.get()
    assert (run.erased, run.kept, run.status) == (0, 1, RunStatus.DONE)
    begun = services.erase_person(address=candidate.email)
    assert [(row.pk, keep.slug) for row, keep in begun.kept] == [(candidate.pk, "dispute")]


def test_a_new_exchange_after_the_mark_keeps_the_person(at_due):
    from privacy import registry
    from privacy.eraser import marking

    candidate = plant()
    declaration, rule = registry.retention_rule("candidate")
    marking.mark_due(declaration, rule, [candidate.pk], now=DUE)
    # The run is stopped here; meanwhile the candidate writes.
    Candidate.objects.filter(pk=candidate.pk).update(last_exchange=DUE)
    call_command("erase_due")
    candidate.refresh_from_db()
    assert candidate.erasure_marked_at is None
    assert Exchange.objects.get().erasure_marked_at is None
    assert len(stored_files()) == 2
    assert {e.phase for e in book.entries()} == {"intent", "void"}
    # And when the new date comes, the person goes.
    with time_machine.travel(paris("2027-05-12 10:00"), tick=False):
        eraser.erase_due(released=True)
    assert not Candidate.objects.exists()


def test_a_store_that_fails_keeps_the_row_and_the_others_go_on(at_due, monkeypatch):
    bad, good = plant(1, exchanges=0), plant(2, exchanges=0)
    private = storages["private"]
    really = type(private).delete

    def failing(self, name):
        if name == bad.cv.name:
            raise OSError(5, "Input/output error", name)
        return really(self, name)

    with monkeypatch.context() as broken:
        broken.setattr(type(private), "delete", failing)
        with pytest.raises(CommandError) as stopped:
            call_command("erase_due")
    assert stopped.value.returncode == 2
    assert list(Candidate.objects.all()) == [bad]
    assert not Candidate.objects.current().exists()
    erasure = Erasure.objects.get(identity=bad.uuid)
    assert "OSError" in erasure.error or "file:private" in erasure.error
    assert "ZZPII" not in erasure.error
    assert Delivery.objects.filter(channel="files", state="waiting").count() == 1
    assert good.cv.name.split("/")[-1] not in stored_files()
    call_command("erase_due")
    assert not Candidate.objects.exists()
    assert stored_files() == []


def test_a_request_is_carried_out_by_the_worker_whatever_the_date():
    with time_machine.travel(paris("2026-06-01 10:00"), tick=False):
        candidate = plant()
        other = plant(2)
        begun = services.erase_person(address=f"  {candidate.email.upper()} ")
        assert {e.model for e in begun.erasures} == {"rehearsal.candidate", "rehearsal.exchange"}
        assert not Candidate.objects.current().filter(pk=candidate.pk).exists()
        call_command("finish_erasures")
        assert list(Candidate.objects.all()) == [other]


def test_what_a_processor_holds_is_erased_there_before_the_row_goes():
    with time_machine.travel(paris("2026-06-01 10:00"), tick=False):
        signup = Signup.objects.create(email="zzpii@example.com", at_processor=True)
        services.erase_rows(rows=[signup], rule="withdrawal", cause=Cause.WITHDRAWAL)
        run = eraser.finish()
        assert (run.status, run.waiting) == (RunStatus.INCOMPLETE, 1)
        assert Signup.objects.exists()
        drain()
        assert [str(signup.uuid)] == tasks.TOLD
        eraser.finish()
        assert not Signup.objects.exists()
        assert [e.phase for e in book.entries()] == ["intent", "done"]


def test_one_written_after_the_mark_goes_with_its_parent(at_due):
    candidate = plant(exchanges=0)
    services.erase_rows(rows=[candidate], rule="request")
    late = Exchange(candidate=candidate, body="ZZPII late")
    late.attachment.save(f"{late.uuid}.txt", ContentFile(b"ZZPII late"), save=False)
    late.save()
    eraser.finish()
    assert not Exchange.objects.exists()
    assert stored_files() == []
    assert {e.row for e in book.entries() if e.phase == "done"} == {
        candidate.uuid.hex,
        late.uuid.hex,
    }


def test_dry_run_lists_exactly_what_would_go_and_changes_nothing(at_due, capsys):
    going, kept = plant(1), plant(3, in_dispute=True)
    plant(2, when="2026-05-12 10:01")
    asked = plant(4, when="2026-11-01 10:00", exchanges=0)
    services.erase_rows(rows=[asked], rule="request")
    call_command("erase_due", "--dry-run")
    listed = capsys.readouterr().out
    # What is due with what goes with it, and what was asked for; neither what is kept nor what is young.
    rows = [going, going.exchange_set.get(), asked]
    assert {line.split("\t")[2][-8:] for line in listed.splitlines()[:-1]} == {
        str(row.uuid)[:8] for row in rows
    }
    assert "3 would be erased." in listed
    assert "ZZPII" not in listed
    assert Candidate.objects.current().count() == 3
    assert not ErasureRun.objects.exists()
    call_command("erase_due")
    assert set(Erasure.objects.filter(phase=Phase.DONE).values_list("identity", flat=True)) == {
        row.uuid for row in rows
    }
    assert Candidate.objects.filter(pk=kept.pk).exists()


def test_a_second_run_at_once_leaves_it_to_the_first(at_due, capsys):
    from privacy.locks import only_one

    plant()
    with only_one("eraser") as mine:
        assert mine
        call_command("erase_due")
        assert "Another run" in capsys.readouterr().out
        assert Candidate.objects.exists()


def test_a_staff_account_goes_with_its_sessions_and_second_factor(
    at_due, client, django_user_model
):
    user = django_user_model.objects.create_user(email="zzpii@example.com", password="x" * 14)
    client.force_login(user)
    assert client.session.session_key
    begun = services.erase_person(address="zzpii@example.com")
    assert [e.model for e in begun.erasures] == ["accounts.user"]
    eraser.finish()
    from django.contrib.sessions.models import Session

    assert not django_user_model.objects.exists()
    assert not Session.objects.exists()
