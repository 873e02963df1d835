"""The DPO's dashboard, the register of activities, the register of breaches."""

import dataclasses
import io
import json
import uuid
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone, translation

from privacy import calendar, queries, register, register_book, registry
from privacy.backup import queries as backups
from privacy.backup.places import archive_name
from privacy.breaches.models import Breach
from privacy.breaches.queries import clock_of
from privacy.declarations import Text
from privacy.ledger import book
from privacy.models import JournalEntry
from privacy.proof.models import ProofRun
from tests.privacy.conftest import BOTH, Candidate, paris
from tests.privacy.rehearsal_app import personal_data as rehearsal

pytestmark = pytest.mark.django_db(databases=BOTH)
DESK, REGISTER, BREACHES = (f"/admin/privacy/{name}/" for name in ("desk", "register", "breaches"))


def candidates(count, when):
    Candidate.objects.bulk_create(
        Candidate(name="x", email=f"x{n}@example.com", last_exchange=paris(when))
        for n in range(count)
    )


def day(days, text):
    return next(one for one in days if one.day == date.fromisoformat(text))


def test_the_calendar_counts_each_day_as_the_eraser_will():
    candidates(3, "2026-08-31 23:30")  # 28 February 2027
    candidates(2, "2026-08-28 00:10")  # 28 February 2027
    candidates(4, "2026-09-01 10:00")  # 1 March 2027
    candidates(5, "2026-01-01 10:00")  # overdue
    candidates(6, "2026-12-15 10:00")  # after the ninety days
    days = calendar.coming(now=paris("2026-12-10 12:00"))
    assert len(days) == 90
    assert day(days, "2026-12-10").by_rule["candidate"] == 5
    assert day(days, "2027-02-28").by_rule["candidate"] == 5
    assert day(days, "2027-03-01").by_rule["candidate"] == 4
    assert sum(one.by_rule.get("candidate", 0) for one in days) == 14
    assert all(len(week) == 7 for week in calendar.weeks(days))


def test_the_calendar_asks_as_many_questions_for_many_records_as_for_few(
    django_assert_max_num_queries,
):
    candidates(3000, "2026-09-01 10:00")
    rules = len(registry.retention_rules())
    with django_assert_max_num_queries(2 * rules):
        days = calendar.coming(now=paris("2026-12-10 12:00"))
    assert day(days, "2027-03-01").by_rule["candidate"] == 3000


def test_the_desk_shows_what_presses_and_whether_promises_are_kept(desk, room):
    candidates(3, f"{timezone.localdate() - timedelta(days=100):%Y-%m-%d} 10:00")
    ProofRun.objects.create(passed=True, people=4, places=1234)
    (room / "backups").mkdir()
    (room / "backups" / archive_name(timezone.now())).write_bytes(b"x" * 2048)
    page = desk.get(DESK).content.decode()
    assert "1234" in page
    assert "2\xa0ko" in page.replace("&nbsp;", "\xa0")
    assert "is-busy" in page
    assert "Candidatures" in page
    assert queries.last_proof().places == 1234


def test_an_empty_desk_says_so(desk):
    assert desk.get(DESK).status_code == 200


@pytest.mark.parametrize("role", ["redaction", "marketing", "rh", "entretien", "administration"])
def test_nobody_but_the_dpo_opens_the_desk(room, person, sign_in, role):
    client = sign_in(person(role, enrolled=True))
    for path in (DESK, REGISTER, BREACHES, f"{BREACHES}new/", f"{REGISTER}export/"):
        assert client.get(path).status_code in (302, 403)
        assert client.post(path, {"format": "xlsx"}).status_code in (302, 403)
    assert not JournalEntry.objects.filter(action="privacy:register:export").exists()


def test_backups_that_stopped_raise_an_alarm_after_48_hours(room):
    folder = room / "backups"
    folder.mkdir()
    (folder / archive_name(timezone.now())).write_bytes(b"x")
    assert not backups.backup_late()
    assert not backups.backup_late(timezone.now() + timedelta(hours=47))
    assert backups.backup_late(timezone.now() + timedelta(hours=49))
    with time_machine.travel(timezone.now() + timedelta(hours=49), tick=False):
        assert "backup:late" in {alarm.cause for alarm in queries.alarms()}


def test_expired_backups_and_hashes_go_even_when_no_backup_succeeds(room, settings):
    folder = room / "backups"
    folder.mkdir()
    now = timezone.now()
    old, young = (archive_name(now - timedelta(days=days)) for days in (31, 29))
    for name in (old, young):
        (folder / name).write_bytes(b"x")

    for age, subject in ((31, "a" * 64), (29, "b" * 64)):
        book.append(
            [
                book.entry(
                    key=uuid.uuid4(),
                    phase=book.INTENT,
                    model="rehearsal.candidate",
                    row=uuid.uuid4(),
                    rule="request",
                    policy="1",
                    at=now - timedelta(days=age),
                    subject=subject,
                )
            ]
        )
    settings.BACKUP_KEY = ""  # tonight's backup fails
    call_command("expire_backups")
    assert [path.name for path in folder.iterdir()] == [young]
    assert [entry.subject for entry in book.entries()] == ["", "b" * 64]


def test_the_register_is_shown_and_exported_with_an_expiry_and_noted(desk, dpo):
    page = desk.get(REGISTER).content.decode()
    for line in register.register():
        assert line.name.fr in page or line.name.fr.replace("’", "&#x27;") in page
    answer = desk.post(f"{REGISTER}export/", {"format": "xlsx"})
    book_ = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book_.worksheets[0].values)
    assert len(rows) == len(register.register()) + 1
    about = " ".join(str(row[0]) for row in book_.worksheets[1].values)
    assert register_book.expiry(timezone.localdate()).isoformat() in about
    answer = desk.post(f"{REGISTER}export/", {"format": "json"})
    assert json.loads(answer.content)["delete_after"]
    noted = JournalEntry.objects.filter(action="privacy:register:export", actor=dpo)
    assert noted.count() == 2
    assert desk.get(f"{REGISTER}export/").status_code == 302


def test_the_workbook_is_the_same_bytes_for_the_same_facts():
    made = date(2026, 11, 23)
    with time_machine.travel(paris("2026-11-23 10:00")), translation.override("fr"):
        first = register_book.register_workbook(made_on=made, language="fr")
    with time_machine.travel(paris("2027-02-01 11:11")), translation.override("fr"):
        second = register_book.register_workbook(made_on=made, language="fr")
    assert first == second
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_no_cell_of_the_workbook_is_a_formula(monkeypatch):

    changed = dataclasses.replace(rehearsal.REHEARSAL, name=Text("=HYPERLINK(1)", "=cmd|x"))
    monkeypatch.setitem(registry.REGISTER.activities, "rehearsal", changed)
    content = register_book.register_workbook(made_on=date(2026, 11, 23), language="fr")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value)
    assert (
        "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    )


BREACH = {
    "known_at": "2026-11-20 10:00",
    "facts": "Un fichier est parti à la mauvaise adresse",
    "risk": "unknown",
}


def test_a_breach_has_72_hours(desk, dpo):
    with time_machine.travel(paris("2026-11-20 12:00"), tick=False):
        breach = Breach.objects.create(known_at=paris("2026-11-20 10:00"), facts="x")
        assert clock_of(breach).level == "soon"
        assert {"breach:running"} <= {alarm.cause for alarm in queries.alarms()}
    with time_machine.travel(paris("2026-11-23 10:01"), tick=False):
        assert clock_of(breach).level == "late"
        assert {"breach:late"} <= {alarm.cause for alarm in queries.alarms()}
    breach.notified_at = paris("2026-11-22 10:00")
    breach.save()
    assert clock_of(breach).level == "done"
    assert not {"breach:late", "breach:running"} & {alarm.cause for alarm in queries.alarms()}


def test_a_breach_is_written_down_completed_and_noted(desk):
    assert desk.post(f"{BREACHES}new/", BREACH)["Location"] == BREACHES
    breach = Breach.objects.get()
    assert str(breach) in desk.get(BREACHES).content.decode()
    assert desk.get(f"{BREACHES}{breach.pk}/").status_code == 200
    done = {**BREACH, "risk": "none", "why_not": "Le fichier était chiffré"}
    desk.post(f"{BREACHES}{breach.pk}/", done)
    breach.refresh_from_db()
    assert breach.is_settled
    noted = JournalEntry.objects.filter(action__startswith="privacy:breach:")
    assert set(noted.values_list("action", flat=True)) == {
        "privacy:breach:enter",
        "privacy:breach:change",
    }
    assert desk.get(f"{BREACHES}{breach.pk + 10**6}/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": ""},
        {"known_at": "2126-01-01 10:00"},
        {"risk": "none"},
        {"notified_at": "2026-11-23 12:00", "known_at": "2026-11-01 10:00"},
        {"began_at": "2026-11-02 10:00", "ended_at": "2026-11-01 10:00"},
        {"people": "-1"},
        {"people": "9" * 30},
        {"risk": "high", "notified_at": "2026-11-20 11:00"},
    ],
)
def test_what_article_33_demands_is_asked_for(desk, wrong):
    answer = desk.post(f"{BREACHES}new/", {**BREACH, **wrong})
    assert answer.status_code == 200
    assert not Breach.objects.exists()
