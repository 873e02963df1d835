"""The inbox: one list by person, views, filters, search, acts on exactly what is listed, answers."""

import re

import pytest
from django.test import Client

from leads.models import (
    Answer,
    AnswerTemplate,
    Enquiry,
    Note,
    Person,
    SavedView,
    Status,
    Step,
)
from leads.services import following
from privacy.models import JournalEntry
from tests.leads.conftest import ANSWERS, shown

pytestmark = pytest.mark.django_db


def test_one_line_for_each_person_whatever_they_sent(staff, three):
    assert shown(staff) == {"Anaïs", "Bruno", "Chloé"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=encore", {"Anaïs"}),
        ("?q=PETIT", {"Bruno"}),
        ("?q=autre+chloé", {"Chloé"}),
        ("?q=bruno+zzz", set()),
        # Words may stand in different messages, or one in a message and one in the name.
        ("?q=encore+canaux", {"Anaïs"}),
        ("?q=entreprise+prix", {"Bruno"}),
        ("?q=prix+encore", set()),
        ("?q=entreprise+example+petit", {"Bruno"}),
        ("?q=example+entreprise", {"Anaïs", "Bruno"}),
        ("?q=bruno+-", set()),
        ("?domain=entreprise.example", {"Anaïs", "Bruno"}),
        ("?status=new", {"Anaïs", "Bruno", "Chloé"}),
        ("?status=qualified", set()),
        ("?owner=nobody", {"Anaïs", "Bruno", "Chloé"}),
        ("?owner=me", set()),
        ("?unread=on", {"Anaïs", "Bruno", "Chloé"}),
        ("?language=en", set()),
    ],
)
def test_search_and_filters(staff, three, query, names):
    assert shown(staff, query) == names


@pytest.mark.parametrize("query", ["?form=x", "?owner=zz", "?tag=9999", "?q=' OR 1=1"])
def test_odd_queries_break_nothing(staff, three, query):
    assert staff.get(f"/admin/leads/{query}").status_code == 200


def test_a_reference_finds_its_lead(staff, three):
    enquiry = Enquiry.objects.filter(person=three["Chloé"]).get()
    assert shown(staff, f"?q={enquiry.short}") == {"Chloé"}
    assert shown(staff, f"?q={three['Bruno'].short}") == {"Bruno"}


def test_reading_marks_as_read_and_is_journalled_by_reference(staff, three):
    person = three["Bruno"]
    page = staff.get(f"/admin/leads/{person.pk}/")
    assert "Prix ?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    person.refresh_from_db()
    assert not person.unread
    entry = JournalEntry.objects.get(action="leads:person:read")
    assert person.short in entry.reference
    assert "Bruno" not in entry.reference


def test_an_answer_leaves_by_mail_is_logged_and_stops_the_clock(staff, three, post_office):
    person = three["Anaïs"]
    post_office().clear()
    template = AnswerTemplate.objects.create(
        name="Merci",
        language="fr",
        subject="Votre demande {reference}",
        text="Bonjour {first_name} {odd}",
    )
    html = staff.get(f"/admin/leads/{person.pk}/?template={template.pk}").content.decode()
    assert f"Votre demande {person.short}" in html
    assert "Bonjour Anaïs {odd}" in html
    sent = staff.post(
        f"/admin/leads/{person.pk}/answer/", {"subject": "Réponse", "text": "Voici <b>tout</b>."}
    )
    assert sent.status_code == 302
    (mail,) = post_office()
    assert (mail.to, mail.subject) == ([ANSWERS["email"]], "Réponse")
    assert "Voici <b>tout</b>." in mail.body
    assert "<b>tout" not in mail.alternatives[0][0]
    person.refresh_from_db()
    assert (person.status, person.waiting_since) == (Status.ANSWERED, None)
    assert not person.enquiries.filter(answered_at=None).exists()
    assert "Voici &lt;b&gt;tout" in staff.get(f"/admin/leads/{person.pk}/").content.decode()
    assert JournalEntry.objects.filter(action="leads:person:answer").exists()


def test_an_answer_with_a_mistake_keeps_what_was_typed(staff, three):
    path = f"/admin/leads/{three['Anaïs'].pk}/answer/"
    html = staff.post(path, {"subject": "", "text": "Mon long texte"}).content.decode()
    assert "Mon long texte" in html
    assert not Answer.objects.exists()


def test_somebody_who_writes_again_after_an_answer_waits_again(staff, three, write, marketer):
    person = three["Anaïs"]
    following.answer(person=person, subject="S", text="T", by=marketer("autre@dimelo.example"))
    write(message="Une dernière chose")
    person.refresh_from_db()
    assert person.status == Status.NEW
    assert person.waiting_since is not None


def test_follow_up_status_owner_action_tags_and_their_history(staff, three, marketer):
    person, colleague = three["Bruno"], marketer("autre@dimelo.example")
    staff.post(
        f"/admin/leads/{person.pk}/follow/",
        {
            "status": "qualified",
            "owner": colleague.pk,
            "next_action": "Appeler",
            "next_action_on": "2026-01-02",
            "tags": "salon,  Grand compte , salon",
        },
    )
    person.refresh_from_db()
    assert (person.status, person.owner) == (Status.QUALIFIED, colleague)
    assert {tag.name for tag in person.tags.all()} == {"salon", "Grand compte"}
    assert shown(staff, "?overdue=on") == {"Bruno"}
    assert set(person.steps.values_list("action", flat=True)) == {"status", "owner"}


def test_a_note_is_for_colleagues(staff, three, post_office):
    post_office().clear()
    staff.post(f"/admin/leads/{three['Bruno'].pk}/note/", {"note-text": "Rappeler mardi"})
    assert Note.objects.get().text == "Rappeler mardi"
    assert post_office() == []


def test_views_count_and_a_saved_one_comes_back(staff, three):
    html = staff.get("/admin/leads/").content.decode()
    assert re.search(r"À traiter <span>3</span>", html)
    staff.post("/admin/leads/views/new/", {"name": "Autre SA", "query": "domain=autre.example"})
    html = staff.get("/admin/leads/?domain=autre.example").content.decode()
    assert re.search(r'aria-current="page">Autre SA <span>1</span>', html)
    saved = SavedView.objects.get()
    staff.post(f"/admin/leads/views/{saved.pk}/drop/")
    assert not SavedView.objects.exists()
    assert Person.objects.count() == 3


def test_a_view_keeps_no_words(staff, three):
    staff.post("/admin/leads/views/new/", {"name": "V", "query": "q=anais&status=new"})
    assert SavedView.objects.get().query == "status=new"


def test_companies_are_grouped_by_domain_and_private_mail_is_left_out(staff, three, write):
    write(email="seule@orange.fr", first_name="Élodie")
    html = staff.get("/admin/leads/companies/").content.decode()
    assert "entreprise.example" in html
    assert "orange.fr" not in html


@pytest.mark.parametrize("role", ["redaction", "rh", "dpo", "administration", "entretien"])
def test_nobody_else_sees_leads_and_what_is_not_there_looks_the_same(three, marketer, role):
    client = Client()
    client.force_login(marketer(f"{role}@dimelo.example", role))
    here, there = three["Anaïs"].pk, 10**6
    for tail in ("", "answer/", "note/", "follow/", "quarantine/", "merge/", "objection/"):
        answers = [client.get(f"/admin/leads/{pk}/{tail}") for pk in (here, there)]
        posts = [client.post(f"/admin/leads/{pk}/{tail}") for pk in (here, there)]
        for pair in (answers, posts):
            assert pair[0].status_code == pair[1].status_code != 200
            assert "Anaïs" not in pair[0].content.decode()
    for path in ("/admin/leads/", "/admin/leads/companies/", "/admin/leads/views/new/"):
        assert client.get(path).status_code != 200
    assert client.get(f"/admin/bulk/leads/person/status/?id={here}").status_code in (302, 403)


def test_an_objection_stops_marketing_and_answers_go_on(staff, three):
    person = three["Anaïs"]
    staff.post(f"/admin/leads/{person.pk}/objection/")
    person.refresh_from_db()
    assert person.no_marketing
    assert person.steps.get().action == Step.Action.OBJECTED
    assert (
        staff.post(f"/admin/leads/{person.pk}/answer/", {"subject": "S", "text": "T"}).status_code
        == 302
    )
    assert Answer.objects.exists()


def test_data_set_aside_are_used_for_nothing(staff, three, post_office):
    person = three["Anaïs"]
    post_office().clear()
    Person.objects.filter(pk=person.pk).update(restricted=True)
    staff.post(f"/admin/leads/{person.pk}/answer/", {"subject": "S", "text": "T"})
    assert not Answer.objects.exists()
    assert post_office() == []
