"""The contact form, from the page to the thanks: stored once, acknowledged, told on without names."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from intake.agreements import newsletter_agreed
from leads.models import ContactForm, ContactPage, DailyCount, Enquiry, Person
from outbox.models import Delivery
from tests.leads.conftest import ANSWERS, reference_in

pytestmark = pytest.mark.django_db


def test_a_visitor_writes_and_is_thanked_with_a_reference(client, page, write, post_office):
    html = client.get(page.url).content.decode()
    assert 'id="next-' in html
    sent = write(client)
    assert sent.status_code == 303
    thanks = client.get(sent["Location"])
    enquiry = Enquiry.objects.get()
    assert reference_in(thanks.content.decode()) == enquiry.short
    assert "no-store" in thanks["Cache-Control"]
    assert ANSWERS["email"] not in thanks.content.decode()
    assert enquiry.message == ANSWERS["message"]
    assert (enquiry.page_path, enquiry.subject) == ("/contact/", "Presse")
    by_address = {mail.to[0]: mail for mail in post_office()}
    assert set(by_address) == {ANSWERS["email"], "bonjour@dimelo.example"}
    assert enquiry.short in by_address[ANSWERS["email"]].subject
    assert not client.cookies


def test_notices_name_nobody_and_go_to_the_subjects_own_addresses(write, form, post_office):
    write(subject=form.subject_choices()[0][0])
    (notice,) = (mail for mail in post_office() if mail.to == ["demo@dimelo.example"])
    person = Person.objects.get()
    assert f"/admin/leads/{person.pk}/" in notice.body
    everything = notice.subject + notice.body + str(notice.alternatives)
    for secret in ("Anaïs", "Lecœur", "anais@", "Entreprise", "trois canaux"):
        assert secret not in everything


def test_what_waits_to_leave_holds_ids_only(write):
    write()
    for delivery in Delivery.objects.all():
        assert "anais" not in str(delivery.payload).lower()


def test_the_same_person_writing_again_is_one_lead_with_two_messages(write):
    write()
    write(email="ANAIS@Entreprise.example", message="Encore une question", company="Autre nom")
    person = Person.objects.get()
    assert person.enquiries.count() == 2
    assert person.company == "Autre nom"
    assert person.domain == "entreprise.example"


def test_the_page_and_form_going_away_leave_the_lead(write, page, form):
    write()
    page.delete()
    form.delete()
    assert Enquiry.objects.get().form_name == "Contact"
    assert Person.objects.count() == 1


def test_mistakes_are_told_on_the_page_and_nothing_typed_is_lost(client, page, write):
    answer = write(client, email="nobody", last_name="", message="Bonjour ZZ")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Erreur –" in html
    assert "Saisissez votre nom" in html
    assert "Bonjour ZZ" in html
    assert "Anaïs" in html
    assert not Person.objects.exists()


def test_without_javascript_one_more_click_is_enough(client, page, form):
    subject = form.subject_choices()[0][0]
    first = client.post(page.url, {**ANSWERS, "subject": subject})
    assert "trois canaux" in first.content.decode()
    token = first.context["form_token"]
    again = client.post(page.url, {**ANSWERS, "subject": subject, "form_token": token})
    assert again.status_code == 303
    assert Enquiry.objects.count() == 1


def test_a_form_inside_another_page_comes_back_alone_when_something_is_wrong(client, form, page):
    path = f"/formulaire/{form.pk}/"
    token = client.get("/form-token/?form=contact").json()["token"]
    subject = form.subject_choices()[0][0]
    sent = {**ANSWERS, "subject": subject, "page": "/produits/?utm=1", "form_token": token}
    wrong = client.post(path, {**sent, "email": "x"})
    assert "trois canaux" in wrong.content.decode()
    right = client.post(path, sent)
    assert client.get(right["Location"]).status_code == 200
    assert Enquiry.objects.get().page_path == "/produits/"


def test_a_form_without_choice_asks_for_no_subject(client, page, form):
    ContactForm.objects.filter(pk=form.pk).update(subjects=[], asks_company=False)
    html = client.get(page.url).content.decode()
    assert 'name="subject"' not in html
    assert 'name="company"' not in html
    assert 'name="message"' in html


def test_a_page_whose_form_is_still_missing_says_so(client, page):
    ContactPage.objects.update(form=None)
    assert "en préparation" in client.get(page.url).content.decode()
    assert client.post(page.url, ANSWERS).status_code == 200


def test_the_newsletter_is_told_with_the_words_of_the_box_and_only_when_ticked(write):
    told = []

    def hear(sender, **kwargs):
        told.append(kwargs)

    newsletter_agreed.connect(hear, dispatch_uid="t")
    try:
        write()
        assert told == []
        write(newsletter="on")
    finally:
        newsletter_agreed.disconnect(dispatch_uid="t")
    assert told[0]["email"] == ANSWERS["email"]
    assert "newsletter" in told[0]["wording"]
    assert told[0]["path"] == "/contact/"
    assert told[0]["source"] == "contact"


def test_the_page_promises_only_what_was_measured(client, page, write, form):
    assert "Mesuré" not in client.get(page.url).content.decode()
    for number in range(12):
        write(email=f"a{number}@entreprise.example")
    Enquiry.objects.update(answered_at=timezone.now() + timedelta(hours=3))
    html = client.get(page.url).content.decode()
    assert "Mesuré" in html
    assert "12 messages" in html
    assert re.search(r"\b4\s+heures", html)


def test_a_confirmation_leads_nowhere_after_a_week(client, write):
    path = write()["Location"]
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.get(path).status_code == 404


def test_counts_without_people_remain_when_the_lead_is_gone(write, form):
    write()
    Person.objects.all().delete()
    count = DailyCount.objects.get(kind="enquiry")
    assert (count.number, count.thing, count.language) == (1, form.key, "fr")


HOSTILE = [
    "Anaïs\r\nBcc: victim@example.com",
    "=HYPERLINK(1)",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "שלום עולם",
    "\u202egnp.exe",
    "{{ 7*7 }}{% debug %}",
    "<script>alert(1)</script>",
    "🏳️‍🌈" * 8,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_names_are_stored_or_explained_and_the_mails_stay_whole(
    write, post_office, client, name
):
    answer = write(client, last_name=name, first_name=name, company=name, message=f"x {name}")
    assert answer.status_code == 303
    assert "<script>alert" not in client.get(answer["Location"]).content.decode()
    for message in post_office():
        assert len(message.to) == 1
        assert "victim" not in str(message.message()["Bcc"])
        assert "\n" not in message.subject


@pytest.mark.parametrize("length", [6000, 1_000_000])
def test_too_much_text_is_a_message_in_the_visitors_language(write, length):
    answer = write(message="x" * length)
    assert answer.status_code in (200, 413)
    if answer.status_code == 200:
        assert "Raccourcissez votre message" in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_five_at_once_make_one_lead_one_message_and_one_mail(page, form, post_office):
    client = Client()
    token = client.get("/form-token/?form=contact").json()["token"]
    sent = {**ANSWERS, "subject": form.subject_choices()[1][0], "form_token": token}
    start, answers = threading.Barrier(5), []

    def send() -> None:
        start.wait()
        answers.append(Client().post(page.url, sent))
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Person.objects.count(), Enquiry.objects.count()) == (1, 1)
    assert len([mail for mail in post_office() if mail.to == [ANSWERS["email"]]]) == 1


@pytest.mark.django_db(transaction=True)
def test_different_messages_of_a_new_person_at_once_make_one_lead(page, form):
    tokens = [Client().get("/form-token/?form=contact").json()["token"] for _number in range(4)]
    start, statuses = threading.Barrier(4), []

    def send(number: int, token: str) -> None:
        start.wait()
        sent = {**ANSWERS, "subject": form.subject_choices()[1][0], "form_token": token}
        statuses.append(Client().post(page.url, {**sent, "message": f"n° {number}"}).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=one) for one in enumerate(tokens)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * 4
    assert (Person.objects.count(), Enquiry.objects.count()) == (1, 4)
