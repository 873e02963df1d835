"""Acts of the inbox: on exactly what is listed, quarantine and back, merging, routing, notices."""

import re

import pytest
from django.test import Client

from leads.models import (
    Enquiry,
    OtherAddress,
    Person,
    RoutingMember,
    RoutingRule,
    StaffNotices,
    Status,
)
from leads.services import following, merging
from tests.leads.conftest import ANSWERS, shown

pytestmark = pytest.mark.django_db


def bulk(client: Client, action: str, query: str, **data: str):
    path = f"/admin/bulk/leads/person/{action}/?{query}"
    ids = re.search(r'name="ids" value="([^"]*)"', client.get(path).content.decode())
    return client.post(path, {"ids": ids.group(1) if ids else "", **data})


def test_all_means_exactly_the_filtered_rows(staff, three):
    bulk(staff, "status", "id=all&domain=entreprise.example&q=petit", status="lost")
    assert {p.first_name: p.status for p in Person.objects.all()} == {
        "Anaïs": "new",
        "Bruno": "lost",
        "Chloé": "new",
    }


def test_what_arrives_between_confirmation_and_click_is_left_alone(staff, three, write):
    path = "/admin/bulk/leads/person/status/?id=all"
    ids = re.search(r'name="ids" value="([^"]*)"', staff.get(path).content.decode()).group(1)
    write(email="late@entreprise.example", first_name="Denis", last_name="Tard")
    staff.post(path, {"ids": ids, "status": "lost"})
    assert Person.objects.get(first_name="Denis").status == "new"
    assert Person.objects.filter(status="lost").count() == 3


def test_bulk_acts_give_tag_read_and_quarantine(staff, three, marketer):
    colleague = marketer("autre@dimelo.example")
    one = f"id={three['Chloé'].pk}"
    bulk(staff, "assign", one, owner=str(colleague.pk))
    bulk(staff, "tag", one, tags="salon")
    bulk(staff, "read", one)
    chloe = Person.objects.get(first_name="Chloé")
    assert (chloe.owner, chloe.unread) == (colleague, False)
    assert chloe.tags.get().name == "salon"
    bulk(staff, "quarantine", one)
    assert shown(staff) == {"Anaïs", "Bruno"}
    assert shown(staff, "?status=spam") == {"Chloé"}
    bulk(staff, "release", one)
    assert shown(staff) == {"Anaïs", "Bruno", "Chloé"}


def test_a_doubtful_post_waits_in_quarantine_and_one_click_sends_all_that_was_held(
    staff, write, monkeypatch, post_office, form
):
    from dataclasses import replace

    from intake import handling

    real = handling.evidence_of
    monkeypatch.setattr(
        handling, "evidence_of", lambda *a, **k: replace(real(*a, **k), quarantine=True)
    )
    write()
    monkeypatch.undo()
    person = Person.objects.get()
    assert person.status == Status.SPAM
    assert post_office() == []
    assert shown(staff) == set()
    html = staff.get(f"/admin/leads/{person.pk}/").content.decode()
    assert "En quarantaine" in html
    staff.post(f"/admin/leads/{person.pk}/quarantine/")
    assert shown(staff) == {"Anaïs"}
    assert {mail.to[0] for mail in post_office()} == {ANSWERS["email"], "bonjour@dimelo.example"}
    staff.post(f"/admin/leads/{person.pk}/quarantine/")
    assert shown(staff) == set()
    assert Person.objects.count() == Enquiry.objects.count() == 1


def test_a_doubtful_post_of_somebody_known_is_shown_and_let_go_on(
    staff, write, monkeypatch, post_office
):
    from dataclasses import replace

    from intake import handling

    write()
    post_office().clear()
    real = handling.evidence_of
    monkeypatch.setattr(
        handling, "evidence_of", lambda *a, **k: replace(real(*a, **k), quarantine=True)
    )
    write(last_name="Autre", message="Achetez")
    monkeypatch.undo()
    person = Person.objects.get()
    assert (person.last_name, person.status) == ("Lecœur", "new")
    assert post_office() == []
    path = f"/admin/leads/{person.pk}/"
    assert "Quelque chose de cette personne" in staff.get(path).content.decode()
    staff.post(f"{path}quarantine/", {"do": "release"})
    assert len(post_office()) == 2
    assert "Quelque chose de cette personne" not in staff.get(path).content.decode()


def test_merging_keeps_everything_and_both_addresses_lead_to_one(staff, three, write):
    anna, bruno = three["Anaïs"], three["Bruno"]
    staff.post(f"/admin/leads/{anna.pk}/merge/", {"other": "Bruno@entreprise.example"})
    assert not Person.objects.filter(pk=bruno.pk).exists()
    assert anna.enquiries.count() == 3
    write(email="bruno@entreprise.example", message="C’est encore moi")
    assert anna.enquiries.count() == 4
    assert OtherAddress.objects.get().email == "bruno@entreprise.example"
    with pytest.raises(merging.CannotMerge):
        merging.merge(kept=anna, merged=anna, by=None)


def test_routing_by_subject_then_round_robin(three, form, write, marketer, post_office):
    first, second, press = (marketer(f"{n}@dimelo.example") for n in ("a", "b", "presse"))
    demo, presse = (key for key, _label in form.subject_choices())
    rule = RoutingRule.objects.create(order=2, subject=form.key)
    for user in (first, second):
        RoutingMember.objects.create(rule=rule, user=user)
    special = RoutingRule.objects.create(order=1, subject=f"{form.key}:{presse}", language="fr")
    RoutingMember.objects.create(rule=special, user=press)
    post_office().clear()
    owners = []
    for number in range(4):
        write(email=f"n{number}@entreprise.example", subject=demo)
        owners.append(Person.objects.get(email=f"n{number}@entreprise.example").owner)
    assert owners == [first, second, first, second]
    write(email="p@entreprise.example", subject=presse)
    assert Person.objects.get(email="p@entreprise.example").owner == press
    told = [mail for mail in post_office() if mail.to == ["presse@dimelo.example"]]
    assert "p@entreprise" not in told[0].body
    assert Person.objects.get(email="p@entreprise.example").short in told[0].subject


def test_who_wants_no_notices_gets_none(three, marketer, post_office, staff):
    colleague = marketer("a@dimelo.example")
    post_office().clear()
    StaffNotices.objects.create(user=colleague, immediate=False, digest=False)
    following.assign(people=[three["Bruno"]], owner=colleague, by=None)
    assert post_office() == []


def test_the_history_names_who_follows_and_not_who_is_gone(three, marketer, staff):
    colleague, person = marketer("a@dimelo.example"), three["Bruno"]
    for owner in (colleague, None):
        following.assign(people=[person], owner=owner, by=None)
    page = staff.get(f"/admin/leads/{person.pk}/").content.decode().replace("\xa0", " ")
    assert "Suivi par : Camille Martin" in page
    assert "Suivi par : personne" in page
    colleague.delete()
    page = staff.get(f"/admin/leads/{person.pk}/").content.decode().replace("\xa0", " ")
    assert "Suivi par : un compte supprimé" in page


def test_the_morning_digest_holds_numbers_only(three, marketer, post_office):
    from django.core.management import call_command

    marketer("a@dimelo.example")
    post_office().clear()
    call_command("send_lead_digest")
    (mail,) = post_office()
    assert mail.to == ["a@dimelo.example"]
    assert "3 contacts attendent une réponse" in mail.body
    assert "Bruno" not in mail.body
    Person.objects.update(status="lost")
    call_command("send_lead_digest")
    assert len(post_office()) == 1
