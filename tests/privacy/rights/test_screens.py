"""The DPO's work on requests: the list, the answer, the extension, and what is noted of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from outbox.delivering import drain
from outbox.models import Delivery
from privacy import queries
from privacy.models import JournalEntry
from privacy.rights.deadlines import DONE, LATE, OPEN, SOON, deadline_of
from privacy.rights.models import AnswerTemplate, Kind, State, SubjectRequest
from tests.privacy.conftest import BOTH, paris

pytestmark = pytest.mark.django_db(databases=BOTH)

INDEX = "/admin/privacy/requests/"
ENTRY = {
    "email": "Jeanne@Example.com",
    "language": "fr",
    "kind": "erasure",
    "channel": "post",
    "received_at": "2026-11-20 10:00",
    "words": "Effacez tout",
    "verified": "on",
}


def make(**fields):
    facts = {"email": "jeanne@example.com", "language": "fr", "state": State.OPEN, **fields}
    return SubjectRequest.objects.create(**facts)


def actions():
    return list(JournalEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize(
    ("now", "extended", "level"),
    [
        ("2026-11-01 10:00", False, OPEN),
        ("2026-11-20 09:59", False, OPEN),
        ("2026-11-20 10:00", False, SOON),
        ("2026-11-30 10:00", False, SOON),
        ("2026-11-30 10:01", False, LATE),
        ("2026-11-30 10:01", True, OPEN),
        ("2027-01-20 10:01", True, SOON),
        ("2027-01-31 10:01", True, LATE),
    ],
)
def test_the_clock_of_a_request(now, extended, level):
    request = SubjectRequest(
        email="a@example.com", received_at=paris("2026-10-31 10:00"), extended=extended
    )
    request.state = State.OPEN
    request.due_at = request.deadline()
    found = deadline_of(request, now=paris(now))
    assert found.level == level
    assert found.words
    request.state = State.ANSWERED
    assert deadline_of(request, now=paris(now)).level == DONE


def test_a_request_by_letter_is_entered_answered_and_closed(desk, dpo):
    entered = desk.post(f"{INDEX}enter/", ENTRY)
    request = SubjectRequest.objects.get()
    assert entered["Location"] == f"{INDEX}{request.pk}/"
    assert (request.email, request.channel) == ("jeanne@example.com", "post")
    page = desk.get(entered["Location"]).content.decode()
    assert "jeanne@example.com" in page
    assert "Effacez tout" in page
    desk.post(
        f"{INDEX}{request.pk}/answer/",
        {"subject": "Votre demande", "text": "C’est fait.", "closes": "on"},
    )
    request.refresh_from_db()
    assert request.state == State.ANSWERED
    drain()
    assert mail.outbox[-1].to == ["jeanne@example.com"]
    assert "C’est fait." in mail.outbox[-1].body
    assert actions()[-3:] == [
        "privacy:request:enter",
        "privacy:request:read",
        "privacy:request:answer",
    ]
    assert all("@" not in entry.reference for entry in JournalEntry.objects.all())
    history = desk.get(f"{INDEX}{request.pk}/").content.decode()
    assert "Camille Martin" in history


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"received_at": "2126-01-01 10:00"},
        {"received_at": "x"},
        {"verified": ""},
        {"channel": "site"},
        {"kind": "x"},
        {"words": "x" * 4001},
        {"email": "a\x00@example.com"},
    ],
)
def test_a_wrong_entry_is_explained_and_stores_nothing(desk, wrong):
    answer = desk.post(f"{INDEX}enter/", {**ENTRY, **wrong})
    assert answer.status_code == 200
    assert not SubjectRequest.objects.exists()


def test_the_list_tells_the_deadline_in_words_and_names_nobody(desk):
    make(received_at=timezone.now() - timedelta(days=60))
    make(received_at=timezone.now() - timedelta(days=1), state=State.UNPROVED)
    page = desk.get(INDEX).content.decode()
    assert "register-deadline is-late" in page
    assert "jeanne@example.com" not in page
    assert page.count("register-deadline is-") == 1
    late = desk.get(INDEX, {"late": "false"}).content.decode()
    assert "register-deadline is-late" not in late
    assert desk.get(INDEX, {"state": "x", "late": "x", "p": "x"}).status_code == 200


def test_a_person_is_found_without_an_address_in_the_url(desk):
    request = make()
    page = desk.post(f"{INDEX}find/", {"address": "JEANNE@example.com"}).content.decode()
    assert f"{INDEX}{request.pk}/" in page
    assert (
        f"{INDEX}{request.pk}/"
        not in desk.post(f"{INDEX}find/", {"address": "other@example.com"}).content.decode()
    )
    assert desk.post(f"{INDEX}find/", {"address": "x"}).status_code == 200
    assert desk.get(f"{INDEX}find/").status_code == 302
    assert actions() == ["privacy:request:find"] * 2


def test_an_extension_needs_a_reason_and_is_told_to_the_person(desk):
    request = make()
    assert desk.post(f"{INDEX}{request.pk}/extend/", {"reason": " "}).status_code == 200
    request.refresh_from_db()
    assert not request.extended
    desk.post(f"{INDEX}{request.pk}/extend/", {"reason": "Plusieurs services"})
    request.refresh_from_db()
    assert request.extended
    drain()
    assert "Plusieurs services" in mail.outbox[-1].body
    # A second time it is refused with a message.
    again = desk.post(f"{INDEX}{request.pk}/extend/", {"reason": "Encore"}, follow=True)
    assert "ne peut pas être prolongée" in again.content.decode()


def test_an_answer_starts_from_a_template_that_is_sent_as_it_stands(desk):
    request = make(kind=Kind.ERASURE)
    saved = {
        "name": "Effacement",
        "language": "fr",
        "kind": "erasure",
        "subject": "Vos données",
        "text": "Bonjour {{ request.email }} {user} %s",
    }
    desk.post("/admin/privacy/templates/new/", saved)
    template = AnswerTemplate.objects.get()
    other = AnswerTemplate.objects.create(
        name="Access", language="en", kind="access", subject="s", text="t"
    )
    page = desk.get(f"{INDEX}{request.pk}/", {"template": template.pk}).content.decode()
    assert "Bonjour {{ request.email }} {user} %s" in page
    assert f'<option value="{other.pk}">' not in page
    for odd in ("x", "9" * 30, "-1", "\u0663"):
        assert desk.get(f"{INDEX}{request.pk}/", {"template": odd}).status_code == 200
    assert desk.get(f"/admin/privacy/templates/{template.pk}/").status_code == 200
    desk.post(f"/admin/privacy/templates/{template.pk}/delete/")
    assert AnswerTemplate.objects.get() == other


def test_day_twenty_raises_an_alarm_and_a_mail_without_a_name(desk, dpo, settings):
    settings.ALERT_EMAIL = []
    make(received_at=timezone.now())
    assert "rights:day20" not in {alarm.cause for alarm in queries.alarms()}
    call_command("remind_of_requests")
    assert not Delivery.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=20, minutes=5), tick=False):
        assert "rights:day20" in {alarm.cause for alarm in queries.alarms()}
        call_command("remind_of_requests")
        drain()
        assert [message.to for message in mail.outbox] == [[dpo.email]]
        assert "jeanne" not in mail.outbox[0].body.lower()
        assert "/admin/privacy/requests/" in mail.outbox[0].body
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        assert "rights:late" in {alarm.cause for alarm in queries.alarms()}


PATHS = ["", "enter/", "find/", "{pk}/", "{pk}/answer/", "{pk}/extend/", "{pk}/close/"]


@pytest.mark.parametrize("path", PATHS)
def test_without_the_right_known_and_unknown_requests_look_the_same(room, person, sign_in, path):
    request = make()
    client: Client = sign_in(person("marketing", enrolled=True))
    answers = set()
    for pk in (request.pk, request.pk + 10**6):
        address = INDEX + path.format(pk=pk)
        for answer in (client.get(address), client.post(address, ENTRY)):
            answers.add((answer.status_code, answer.headers.get("Location", "")))
    assert len(answers) == 1
    assert answers.pop()[0] in (302, 403)
    request.refresh_from_db()
    assert request.state == State.OPEN
    assert SubjectRequest.objects.count() == 1
