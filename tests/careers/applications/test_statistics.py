"""Figures outlive the people they are about, and never tell about fewer than five of them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from careers import forms_slot
from careers.applications.models import Application, Outcome
from careers.applications.services import reviewing
from careers.queries import referral_link
from careers.services import make_referral_link
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, post_form
from tests.careers.applications.desk import LIST, many

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))


def shown(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def figures(page: BeautifulSoup) -> dict[str, str]:
    """Each figure's words and its number."""
    found = {}
    for line in page.select(".apps-figures li"):
        found[line.a.get_text(strip=True)] = line.strong.get_text(strip=True)
    for term in page.select(".apps-facts dt"):
        found[term.get_text(strip=True)] = term.find_next("dd").get_text(strip=True)
    return found


def erase(**which) -> None:
    for row in Application.objects.filter(**which):
        reviewing.erase(application=row)
    call_command("finish_erasures")


def test_figures_survive_erasure_and_hide_small_groups(staff, careers):
    hr = staff("rh")
    day = timezone.timedelta(days=1)
    now = timezone.now()
    for count, changes in (
        (6, {"source": "fair", "stage": "refused", "reason": "filled"}),
        (3, {"source": "mail", "stage": "refused", "reason": "terms"}),
    ):
        many(careers, count, received_at=now - 8 * day, decided_at=now - 2 * day, **changes)
    Application.objects.filter(source="fair").update(
        first_answer_at=now - 4 * day, stage_days={"received": 2, "interview": 4}
    )
    page = shown(hr.get(f"{LIST}statistics/"))
    links = page.select(".apps-figures a, .apps-facts dt a")
    assert len(links) > 6
    for link in links:
        assert page.select_one(f"dt{link['href']} + dd").get_text(strip=True), "what it means"
    before = figures(page)
    assert before["candidatures reçues"] == "9"
    assert before["jours jusqu’à la première réponse (médiane)"] == "4"
    assert before["jours jusqu’à la décision (médiane)"] == "6"
    assert (before["reçue"], before["entretiens"]) == ("2", "4")
    assert before["salon de l’emploi"] == "6"
    assert before["le poste est pourvu"] == "6"
    assert before["e-mail ou lettre"] == "moins de 5"
    assert before["salaire, lieu ou date ne conviennent pas"] == "moins de 5"

    erase()
    assert not Application.objects.exists()
    page = shown(hr.get(f"{LIST}statistics/"))
    assert figures(page) == before
    # One offer alone, and an offer nobody applied to.
    only = figures(shown(hr.get(f"{LIST}statistics/?offer={careers.offer.translation_key}")))
    assert only == before
    none = figures(shown(hr.get(f"{LIST}statistics/?offer={timezone.now():%Y}")))
    assert none == before
    # What is left names nobody, and each figure leads to what it means.
    left = " ".join(str(one) for row in Outcome.objects.values() for one in row.values())
    assert not re.search(r"personne|Nom|Prénom|@", left)
    for link in page.select(".apps-figures a, .apps-facts a"):
        assert page.find(id=link["href"].removeprefix("#")).name == "dt"


def test_under_five_no_median_is_told(staff, careers):
    hr = staff("rh")
    now = timezone.now()
    many(careers, 4, stage="refused", decided_at=now, first_answer_at=now)
    found = figures(shown(hr.get(f"{LIST}statistics/")))
    assert set(found.values()) == {"–", "moins de 5"}
    assert forms_slot.first_answer() is None


def test_a_referral_counts_on_after_the_erasure(client, careers):
    link = make_referral_link(offer=careers.offer)
    for address in ("a@example.com", "b@example.com"):
        post_form(client, careers.offer, cv=genuine.plain_pdf(), r=link.code, email=address)
    # Unconfirmed second applications are nobody's.
    post_form(client, careers.offer, cv=genuine.plain_pdf(), r=link.code, email="a@example.com")
    deliver()
    Application.objects.filter(email="b@example.com").update(stage="refused")
    assert forms_slot.referrals(link) == (2, 1)
    erase(email="b@example.com")
    assert forms_slot.referrals(referral_link(link.code)) == (2, 1)
    erase()
    assert not Application.objects.exists()
    assert forms_slot.referrals(referral_link(link.code)) == (2, 2)
