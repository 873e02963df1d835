"""The clock: what counts, when it is over, and what is left when it is."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careers.applications.clock import clock_of, recompute
from careers.applications.models import (
    Application,
    ApplicationFile,
    Exchange,
    Kind,
    MailState,
    Note,
    Outcome,
    PoolEntry,
    PrivateLink,
    Stage,
)
from careers.applications.queries import median_first_answer
from careers.applications.services import candidates, exchanges, reviewing
from careers.applications.services.applying import Applicant, apply
from careers.applications.services.links import new_link
from careers.applications.services.reminding import remind
from outbox.models import Delivery
from privacy.eraser import run as eraser
from privacy.services import due_date
from tests.careers.applications.conftest import deliver, store
from tests.careers.applications.test_applying import checked
from tests.privacy.conftest import BOTH, empty_ledger

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)
PARIS = ZoneInfo("Europe/Paris")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.fixture
def candidate(careers):
    """Applied on 12 May 2026 at ten."""
    empty_ledger()
    with time_machine.travel(paris("2026-05-12 10:00"), tick=False):
        application = apply(
            applicant=Applicant("Camille", "Dupont", "camille@example.com", message="ZZ"),
            cv=checked(),
            offer=careers.offer,
        )
        deliver()
    return application


ORACLE = [
    ("2026-08-28 10:00", "2027-02-28 10:00"),
    ("2026-08-29 10:00", "2027-02-28 10:00"),
    ("2026-08-30 10:00", "2027-02-28 10:00"),
    ("2026-08-31 10:00", "2027-02-28 10:00"),
    ("2026-09-01 10:00", "2027-03-01 10:00"),
    ("2027-08-29 10:00", "2028-02-29 10:00"),
    ("2027-08-31 10:00", "2028-02-29 10:00"),
    ("2026-02-28 10:00", "2026-08-28 10:00"),
    ("2028-02-29 10:00", "2028-08-29 10:00"),
    ("2026-03-31 10:00", "2026-09-30 10:00"),
    ("2026-05-31 10:00", "2026-11-30 10:00"),
    ("2026-10-31 10:00", "2027-04-30 10:00"),
    ("2026-12-31 23:30", "2027-06-30 23:30"),
    ("2026-09-28 02:30", "2027-03-28 03:30"),
    ("2026-04-25 02:30", "2026-10-25 02:30"),
]


@pytest.mark.parametrize(("last", "due"), ORACLE)
def test_the_date_is_the_one_of_the_oracle(last, due):
    application = Application(received_at=paris(last), last_exchange=paris(last))
    assert clock_of(application).erased_at == paris(due)


COUNTS = {
    Kind.RECEIVED: True,
    Kind.REPLY: True,
    Kind.CALL: True,
    Kind.MEETING: True,
    Kind.KEPT: True,
    Kind.CHOSE: True,
    Kind.REPLACED: True,
    Kind.CORRECTED: True,
    Kind.WITHDREW: True,
    Kind.NOTICE: False,
}


@pytest.mark.parametrize("kind", COUNTS)
def test_what_counts_moves_the_date_and_what_does_not_does_not(candidate, kind):
    at = paris("2026-06-01 10:00")
    Exchange.objects.create(application=candidate, kind=kind, at=at)
    recompute(application=candidate.pk)
    candidate.refresh_from_db()
    expected = at if COUNTS[kind] else paris("2026-05-12 10:00")
    assert candidate.last_exchange == expected
    assert due_date(candidate).at == clock_of(candidate).erased_at


@pytest.mark.parametrize("state", MailState)
def test_a_message_counts_once_it_has_left(candidate, state):
    left = paris("2026-06-02 09:00") if state == MailState.SENT else None
    Exchange.objects.create(
        application=candidate,
        kind=Kind.WRITTEN,
        at=paris("2026-06-01 10:00"),
        mail_state=state,
        sent_at=left,
    )
    recompute(application=candidate.pk)
    candidate.refresh_from_db()
    assert candidate.last_exchange == (left or paris("2026-05-12 10:00"))


def test_views_notes_and_moves_do_not_count(candidate):
    with time_machine.travel(paris("2026-07-01 10:00"), tick=False):
        Note.objects.create(application=candidate, text="x")
        reviewing.move(application=candidate, stage=Stage.INTERVIEW)
        remind()
    candidate.refresh_from_db()
    assert candidate.last_exchange == paris("2026-05-12 10:00")


def test_both_read_the_same_sentence(candidate, client):
    with time_machine.travel(paris("2026-05-13 10:00"), tick=False):
        found = clock_of(candidate)
        assert found.for_staff == (
            "Dernier échange\xa0: candidature reçue le 12 mai. Effacement le 12 novembre."
        )
        exchanges.receive_reply(application=candidate, text="Bonjour")
        candidate.refresh_from_db()
        assert clock_of(candidate).for_candidate == (
            "Dernier échange\xa0: votre réponse du 13 mai. Effacement le 13 novembre."
        )


EVENTS = st.lists(
    st.tuples(
        st.sampled_from([*COUNTS, Kind.WRITTEN]),
        st.integers(min_value=0, max_value=900),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_whatever_happens_in_whatever_order_the_last_that_counts_decides(candidate, events):
    start = paris("2026-05-12 10:00")
    candidate.exchanges.all().delete()
    Exchange.objects.create(application=candidate, kind=Kind.RECEIVED, at=start)
    counted = [start]
    for kind, hours, sent in events:
        at = start + timedelta(hours=hours)
        left = at + timedelta(minutes=5) if kind == Kind.WRITTEN and sent else None
        Exchange.objects.create(
            application=candidate,
            kind=kind,
            at=at,
            mail_state=MailState.SENT if left else "",
            sent_at=left,
        )
        if left or COUNTS.get(kind):
            counted.append(left or at)
    recompute(application=candidate.pk)
    candidate.refresh_from_db()
    assert candidate.last_exchange == max(counted)


def test_keeping_moves_the_date_but_never_beyond_two_years(candidate):
    ceiling = paris("2028-05-12 10:00")
    moment = paris("2026-05-12 10:00")
    kept = 0
    for _round in range(6):
        moment += timedelta(days=170)
        with time_machine.travel(moment, tick=False):
            candidate.refresh_from_db()
            try:
                candidates.keep(application=candidate)
                kept += 1
            except candidates.NotPossible:
                break
            candidate.refresh_from_db()
            assert due_date(candidate).at <= ceiling
    assert kept == 4
    assert due_date(candidate).at == ceiling
    assert clock_of(candidate).at_ceiling


def test_fourteen_days_before_the_candidate_is_told_once(candidate, client):
    mail.outbox.clear()
    with time_machine.travel(paris("2026-10-28 08:30"), tick=False):
        assert remind() == 0
    with time_machine.travel(paris("2026-10-29 10:30"), tick=False):
        assert remind() == 1
        assert remind() == 0
        deliver()
        assert mail.outbox[-1].subject == "Votre candidature s’efface dans 14 jours"
        candidate.refresh_from_db()
        assert candidate.last_exchange == paris("2026-05-12 10:00")
        keep, erase = (
            re.search(rf"/candidature/\S+\?geste={act}", mail.outbox[-1].body).group()
            for act in ("keep", "erase")
        )
        # What opens links by itself changes nothing: the page asks, its button does it.
        assert 'value="erase"' in client.get(erase).content.decode()
        asked = client.get(keep).content.decode()
        assert 'value="keep"' in asked
        assert "29 avril 2027" in asked
        candidate.refresh_from_db()
        assert candidate.last_exchange == paris("2026-05-12 10:00")
        client.post(keep, {"action": "keep"})
    candidate.refresh_from_db()
    assert due_date(candidate).at == paris("2027-04-29 10:30")


@pytest.mark.parametrize(
    ("moment", "gone"), [("2026-11-12 09:59:59", False), ("2026-11-12 10:00:00", True)]
)
def test_at_the_due_second_everything_is_gone(candidate, client, moment, gone):
    token = new_link(application=candidate)
    with time_machine.travel(paris(moment), tick=False):
        eraser.erase_due(released=True)
        assert Application.objects.exists() is not gone
        assert ApplicationFile.objects.exists() is not gone
        assert Exchange.objects.exists() is not gone
        files = [path for path in store().rglob("*") if path.is_file()] if store().exists() else []
        assert bool(files) is not gone
        response = client.get(f"/candidature/{token}/")
    assert response.status_code == (410 if gone else 200)
    if gone:
        assert "Effacée le 12 novembre 2026" in response.content.decode()
        outcome = Outcome.objects.get()
        assert (outcome.stage, outcome.source, str(outcome.month)) == (
            "received",
            "site",
            "2026-05-01",
        )
        assert not PrivateLink.objects.filter(application__isnull=False).exists()
        assert not Delivery.objects.filter(about_model="applications.application").exclude(
            about_pk=""
        )


def test_erase_now_asks_once_more_and_then_erases(candidate, client):
    link = f"/candidature/{new_link(application=candidate)}/"
    assert "Tout effacer" in client.post(link, {"action": "ask-erase"}).content.decode()
    assert Application.objects.current().exists()
    client.post(link, {"action": "erase"})
    assert client.get(link).status_code == 410
    call_command("finish_erasures")
    assert not Application.objects.exists()
    assert not ApplicationFile.objects.exists()


def test_the_talent_pool_has_its_own_agreement_and_clock(candidate, client):
    with time_machine.travel(paris("2026-06-01 10:00"), tick=False):
        link = f"/candidature/{new_link(application=candidate)}/"
        client.post(link, {"action": "pool"})
        assert not PoolEntry.objects.exists()
        client.post(link, {"action": "pool", "agree": "yes"})
        deliver()
    entry = PoolEntry.objects.get()
    assert due_date(entry).at == paris("2027-06-01 10:00")
    with time_machine.travel(paris("2026-12-02 10:00"), tick=False):
        eraser.erase_due(released=True)
        assert not Application.objects.exists()
        assert entry.files.count() == 1
        pool = mail.outbox[-1].body.split("/candidature/vivier/")[1].split("/")[0]
        assert client.get(f"/candidature/vivier/{pool}/").status_code == 200
        assert client.post(f"/candidature/vivier/{pool}/", {"action": "leave"}).status_code == 410
        call_command("finish_erasures")
    assert not PoolEntry.objects.exists()


def test_the_median_is_hidden_under_five(candidate, careers):
    for days in (2, 4, 6, 8):
        Outcome.objects.create(
            month=timezone.localdate(), source="site", stage="refused", days_to_answer=days
        )
    assert median_first_answer() is None
    Outcome.objects.create(
        month=timezone.localdate(), source="site", stage="refused", days_to_answer=9
    )
    assert median_first_answer() == timedelta(days=6)
