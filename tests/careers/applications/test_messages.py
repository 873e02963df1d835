"""Messages to candidates: what blocks one, when it leaves, what takes it back, whom staff mail names."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from careers.applications.models import Exchange, Kind, MailState, MessageTemplate, Stage
from careers.applications.services import messages, reviewing
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver
from tests.careers.applications.desk import LIST, address, link_to

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


def test_a_message_leaves_and_an_empty_variable_blocks_it(staff, applied):
    hr = staff("rh")
    mail.outbox.clear()
    blocked = hr.post(
        address(applied, "write/"), {"subject": "Bonjour {first_name}", "text": "{salary} ?"}
    )
    form = (
        BeautifulSoup(blocked.content, "html.parser").select_one("#write-text").find_parent("form")
    )
    assert "Rien ne remplit {salary}" in form.get_text(" ").replace("\xa0", " ")
    assert form.select_one("#write-text").text.strip() == "{salary} ?"
    assert form.select_one("#write-subject")["value"] == "Bonjour {first_name}"
    assert form.find_parent("details").has_attr("open")
    assert "no-store" in blocked["Cache-Control"]
    assert not Exchange.objects.filter(kind=Kind.WRITTEN).exists()
    hr.post(address(applied, "write/"), {"subject": "Bonjour {first_name}", "text": "Merci."})
    deliver()
    assert mail.outbox[-1].subject == "Bonjour Camille"
    exchange = Exchange.objects.get(kind=Kind.WRITTEN)
    assert exchange.mail_state == MailState.SENT
    applied.refresh_from_db()
    assert applied.last_exchange == exchange.sent_at
    assert applied.first_answer_at == exchange.sent_at
    assert applied.waiting_since is None


def test_a_refusal_waits_for_the_morning_and_can_be_cancelled(staff, applied, client):
    hr = staff("rh")
    mail.outbox.clear()
    form = {
        "refuse-subject": "Votre candidature",
        "refuse-text": "Bonjour {first_name}, nous ne donnons pas suite.",
        "refuse-reason": "filled",
        "refuse-when": "morning",
        "refuse-version": applied.version,
    }
    hr.post(address(applied, "refuse/"), form)
    applied.refresh_from_db()
    assert (applied.stage, applied.reason) == (Stage.REFUSED, "filled")
    exchange = Exchange.objects.get(kind=Kind.WRITTEN)
    assert exchange.not_before == messages.next_morning(timezone.now())
    deliver()
    assert not mail.outbox
    assert "pas donner suite" not in client.get(link_to(applied)).content.decode()
    hr.post(address(applied, f"cancel/{exchange.pk}/"))
    applied.refresh_from_db()
    exchange.refresh_from_db()
    assert (applied.stage, exchange.mail_state) == (Stage.RECEIVED, MailState.CANCELLED)


def test_a_refusal_that_is_told_another_way_sends_nothing(staff, applied):
    mail.outbox.clear()
    refuse(staff("rh"), applied, "never")
    applied.refresh_from_db()
    assert applied.stage == Stage.REFUSED
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        deliver()
    assert not mail.outbox
    assert not Exchange.objects.filter(kind=Kind.WRITTEN).exists()


def refuse(hr, application, when: str):
    return hr.post(
        address(application, "refuse/"),
        {
            "refuse-subject": "Votre candidature",
            "refuse-text": "Non.",
            "refuse-reason": "filled",
            "refuse-when": when,
        },
    )


def test_a_change_of_stage_cancels_what_was_to_leave(staff, applied):
    refuse(staff("rh"), applied, "soon")
    reviewing.move(application=applied, stage=Stage.INTERVIEW)
    assert Exchange.objects.get(kind=Kind.WRITTEN).mail_state == MailState.CANCELLED
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        deliver()
    assert not mail.outbox


def test_withdrawal_cancels_what_was_to_leave(staff, applied, client):
    link = link_to(applied)
    before = client.get(link).content.decode()
    refuse(staff("rh"), applied, "morning")
    # Until the message has left, the person's page tells nothing of it: no word, no missing button.
    waiting = client.get(link).content.decode()
    for shown in ("attend d’être lue", "Notre réponse arrive", 'value="ask-withdraw"'):
        assert (shown in before, shown in waiting) == (True, True), shown
    client.post(link, {"action": "withdraw"})
    applied.refresh_from_db()
    assert (applied.stage, applied.reason) == (Stage.WITHDRAWN, "")
    mail.outbox.clear()
    with time_machine.travel(messages.next_morning(timezone.now()) + timedelta(minutes=1)):
        deliver()
    assert [one.to for one in mail.outbox if one.to == [applied.email]] == []


def test_whoever_was_told_can_withdraw_no_more(staff, applied, client):
    refuse(staff("rh"), applied, "soon")
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        deliver()
    told = client.get(link_to(applied)).content.decode()
    assert "ne pas donner suite" in told
    assert 'value="ask-withdraw"' not in told
    client.post(link_to(applied), {"action": "withdraw"})
    applied.refresh_from_db()
    assert applied.stage == Stage.REFUSED


def test_templates_take_known_variables_only(staff, applied):
    hr = staff("rh")
    form = {
        "name": "Refus",
        "language": "fr",
        "purpose": "refusal",
        "reason": "filled",
        "subject": "Votre candidature",
        "text": "Bonjour {first_name}, {age}",
    }
    assert "age" in hr.post(f"{LIST}templates/new/", form).content.decode()
    assert not MessageTemplate.objects.exists()
    hr.post(f"{LIST}templates/new/", {**form, "text": "Bonjour {first_name}"})
    assert "Bonjour Camille" in hr.get(address(applied)).content.decode()


def test_staff_mail_names_nobody(staff, applied, client):
    staff("rh")
    mail.outbox.clear()
    client.post(link_to(applied), {"action": "write", "text": "Je suis disponible"})
    deliver()
    told = mail.outbox[-1]
    assert told.to == ["rh@example.com"]
    assert applied.short in told.subject
    for word in ("Camille", "Dupont", "disponible"):
        assert word not in told.body + told.subject


def test_hr_enters_a_cv_and_the_person_is_told(staff, careers, roles):
    hr = staff("rh")
    response = hr.post(
        f"{LIST}enter/",
        {
            "offer": careers.offer.pk,
            "first_name": "Alix",
            "last_name": "Martin",
            "email": "alix@example.com",
            "phone": "",
            "language": "fr",
            "source": "fair",
            "source_detail": "Salon de Rennes, 3 mars",
            "received_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            "cv": SimpleUploadedFile("cv.pdf", genuine.plain_pdf()),
        },
    )
    assert response.status_code == 302, response.content.decode()
    deliver()
    told = next(message for message in mail.outbox if message.to == ["alix@example.com"])
    assert "Salon de Rennes, 3 mars" in told.body
    assert "CNIL" in told.body
    assert "/candidature/" in told.body
