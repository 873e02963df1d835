"""The ledger: append-only, chained, copied at once, and replayed after a restore."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from privacy import queries, restoring, services
from privacy.eraser import run as eraser
from privacy.identity import subject_hash
from privacy.ledger import book, copy, schema
from privacy.models import Erasure, LedgerPosition
from tests.privacy.conftest import BOTH, empty_ledger, paris, plant, stored_files
from tests.privacy.rehearsal_app.models import Candidate

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]

DUE = paris("2026-11-12 10:00")
NOW = datetime(2026, 11, 12, tzinfo=UTC)


def an_entry(phase="intent", key=None, at=NOW):
    return book.entry(
        key=key or uuid4(),
        phase=phase,
        model="rehearsal.candidate",
        row=uuid4(),
        rule="candidate",
        policy="1.13",
        at=at,
        subject=subject_hash("someone@example.com"),
    )


def execute(statement, *values):
    with connections["ledger"].cursor() as cursor:
        cursor.execute(statement, values)


def test_entries_are_numbered_and_chained():
    book.append([an_entry(), an_entry()])
    book.append([an_entry()])
    assert [e.seq for e in book.entries()] == [1, 2, 3]
    assert book.verify_chain() == book.head()


def test_the_same_step_is_entered_once():
    key = uuid4()
    assert book.append([an_entry(key=key)]) == 1
    assert book.append([an_entry(key=key), an_entry("done", key=key)]) == 1


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM {schema.TABLE}",
        f"UPDATE {schema.TABLE} SET rule = 'other'",
        f"UPDATE {schema.TABLE} SET subject = 'other'",
        f"UPDATE {schema.TABLE} SET subject = '', at = 'x'",
    ],
)
def test_nothing_in_it_can_be_changed(statement):
    book.append([an_entry()])
    with pytest.raises(DatabaseError, match="append-only"):
        execute(statement)


def test_the_hash_of_the_person_is_dropped_after_the_backup_window_everywhere():
    book.append([an_entry(at=NOW - timedelta(days=40)), an_entry(at=NOW)])
    copy.Copier().catch_up()
    limit = NOW - timedelta(days=settings.BACKUP_WINDOW_DAYS)
    assert book.forget_subjects(before=limit) == 1
    assert copy.forget_subjects(before=limit) == 1
    assert [bool(e.subject) for e in book.entries()] == [False, True]
    assert list(copy.read_all()) == list(book.entries())
    assert book.verify_chain().seq == 2


def test_the_copy_follows_each_append_and_heals_a_torn_line():
    copier = copy.Copier()
    book.append([an_entry()])
    assert copier.catch_up() == 1
    path = next(Path(settings.LEDGER_COPY_URL).glob("*.jsonl"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])  # the power went in the middle of the line
    book.append([an_entry()])
    assert copy.Copier().catch_up() == 2
    assert list(copy.read_all()) == list(book.entries())


def test_a_changed_ledger_is_noticed():
    book.append([an_entry(), an_entry()])
    execute(f"DROP TRIGGER {schema.TABLE}_stays" + on_table())
    execute(f"UPDATE {schema.TABLE} SET rule = 'other' WHERE seq = 1")
    with pytest.raises(book.LedgerDamaged):
        book.verify_chain()


def on_table():
    return "" if connections["ledger"].vendor == "sqlite" else f" ON {schema.TABLE}"


def restore_an_older_database(candidate, attachments):
    """Put the main database back to the moment before the erasure."""
    Erasure.objects.all().delete()
    LedgerPosition.objects.all().delete()
    candidate.save(force_insert=True)
    for exchange in attachments:
        exchange.save(force_insert=True)


def erased_and_restored():
    candidate = plant()
    exchanges = list(candidate.exchange_set.all())
    services.erase_rows(rows=[candidate], rule="request")
    eraser.finish()
    assert not queries.must_replay()
    fresh = Candidate(**{f.attname: getattr(candidate, f.attname) for f in candidate._meta.fields})
    restore_an_older_database(fresh, exchanges)
    return fresh


def test_after_a_restore_nobody_erased_comes_back():
    with time_machine.travel(DUE, tick=False):
        restored = erased_and_restored()
        assert Candidate.objects.filter(uuid=restored.uuid).exists()
        assert queries.must_replay()
        call_command("replay_ledger")
        assert not queries.must_replay()
        assert not Candidate.objects.exists()
        assert stored_files() == []
        call_command("replay_ledger")  # running it again changes nothing
        assert not queries.must_replay()


def test_a_half_replayed_ledger_keeps_the_site_closed():
    with time_machine.travel(DUE, tick=False):
        erased_and_restored()
        restoring.mark_returned()  # and the process is killed here
        assert queries.must_replay()
        # A nightly run in between does not open the site either.
        eraser.finish()
        call_command("replay_ledger")
        assert not queries.must_replay()


def test_an_erasure_given_up_is_not_replayed():
    with time_machine.travel(DUE, tick=False):
        candidate = plant()
        from privacy import registry
        from privacy.eraser import marking

        declaration, rule = registry.retention_rule("candidate")
        marking.mark_due(declaration, rule, [candidate.pk], now=DUE)
        Candidate.objects.filter(pk=candidate.pk).update(last_exchange=DUE)
        eraser.finish()
        call_command("replay_ledger")
        assert Candidate.objects.filter(pk=candidate.pk, erasure_marked_at=None).exists()


def test_a_lost_ledger_is_brought_back_from_its_copy():
    with time_machine.travel(DUE, tick=False):
        candidate = plant(exchanges=0)
        services.erase_rows(rows=[candidate], rule="request")
        eraser.finish()
        lines = list(copy.read_all())
        lose_the_ledger()
        assert queries.must_replay()
        call_command("replay_ledger")
        assert list(book.entries()) == lines
        assert not queries.must_replay()


def test_without_the_copy_a_lost_ledger_keeps_the_site_closed():
    with time_machine.travel(DUE, tick=False):
        candidate = plant(exchanges=0)
        services.erase_rows(rows=[candidate], rule="request")
        eraser.finish()
        empty_ledger()
        with pytest.raises(CommandError, match="LEDGER_COPY_URL"):
            call_command("replay_ledger")
        assert queries.must_replay()


def lose_the_ledger():
    execute(f"DROP TABLE {schema.TABLE}")
    schema.create(connections["ledger"])


def test_an_unreachable_copy_is_alarmed_and_erasure_goes_on(tmp_path):
    from django.test import override_settings

    (tmp_path / "file").write_text("not a folder")
    with (
        time_machine.travel(DUE, tick=False),
        override_settings(LEDGER_COPY_URL=str(tmp_path / "file" / "copy")),
    ):
        plant(exchanges=0)
        with pytest.raises(CommandError, match="second copy") as stopped:
            call_command("erase_due")
        assert stopped.value.returncode == 2
        assert not Candidate.objects.exists()
        assert "ledger:copy" in [alarm.cause for alarm in queries.alarms()]


def test_the_guard_answers_503_until_replayed(client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "privacy.middleware.RestoreGuard"]
    with time_machine.travel(DUE, tick=False):
        erased_and_restored()
        for path, words in [("/", 'lang="fr"'), ("/en/", "short break"), ("/admin/", "")]:
            client.handler.load_middleware()
            answer = client.get(path)
            assert answer.status_code == 503
            assert answer["Retry-After"]
            assert answer["Cache-Control"] == "no-store"
            assert words in answer.content.decode()
        call_command("replay_ledger")
        client.handler.load_middleware()
        assert client.get("/admin/").status_code != 503
