"""The page of an offer: what it says, what machines are told, what is left of it when it is closed."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone

from tests.factories.offers import put_offer, put_translation


def page_of(client, page) -> BeautifulSoup:
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(page: BeautifulSoup) -> str:
    return page.main.get_text(" ", strip=True).replace("\xa0", " ")


def posting(page: BeautifulSoup) -> dict | None:
    graph = page.select_one("script[type='application/ld+json']")
    if graph is None:
        return None
    found = [one for one in json.loads(graph.string)["@graph"] if one["@type"] == "JobPosting"]
    return found[0] if found else None


def test_an_offer_is_one_in_both_languages(site, client):
    french = put_offer(site)
    english = put_translation(site, french)
    assert french.reference == english.reference
    assert {page.pk for page in french.versions()} == {french.pk, english.pk}
    assert client.get(french.url).status_code == client.get(english.url).status_code == 200


def test_the_form_is_asked_for_while_the_offer_is_open(site, slots, client):
    slots.set_application_form(lambda page, request: HttpResponse(f"{request.method} {page.pk}"))
    offer = put_offer(site)
    assert client.get(offer.url).content == f"GET {offer.pk}".encode()
    assert client.post(offer.url).content == f"POST {offer.pk}".encode()
    offer.closed_at = timezone.now()
    offer.save(update_fields=["closed_at"])
    assert "Offre pourvue" in client.get(offer.url).content.decode()


@time_machine.travel("2026-11-23 10:00:00+01:00")
def test_the_page_says_what_becomes_of_an_application(site, client):
    offer = put_offer(site, starts_on=date(2027, 2, 1), posts=2, blind_reading=True)
    text = words(page_of(client, offer))
    for said in (
        "48 000 – 58 000 € brut par an",
        "3 jours de télétravail par semaine",
        "1 février 2027",
        "2 postes",
        "Syntec (IDCC 1486)",
        "Publiée le 23 novembre 2026",
        "La personne qui recrute et la responsable de l’équipe",
        "Une réponse sous 10 jours ouvrés",
        "Effacée le 23 mai 2027",
        "Votre nom reste masqué",
        "Écrire du Python que d’autres relisent",
    ):
        assert said in text, said


def test_the_measured_time_stands_beside_the_promise(site, slots, client):
    offer = put_offer(site)
    assert "médiane" not in words(page_of(client, offer))
    slots.set_first_answer(lambda: timedelta(days=5, hours=4))
    text = words(page_of(client, offer))
    assert "6 jours en médiane" in text
    slots.set_first_answer(lambda: None)  # fewer than five were answered
    assert "médiane" not in words(page_of(client, offer))


@time_machine.travel("2026-11-23 10:00:00+01:00")
def test_machines_are_told_what_the_page_says(site, client):
    offer = put_offer(
        site, title="Développeuse ou développeur Python (H/F)", apply_until=date(2027, 7, 14)
    )
    job = posting(page_of(client, offer))
    assert job["title"] == "Développeuse ou développeur Python"
    assert job["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "YEAR",
            "minValue": 48000,
            "maxValue": 58000,
        },
    }
    # Summer time on that day, whatever the season of today.
    assert job["validThrough"] == "2027-07-14T23:59:59+02:00"
    assert job["datePosted"] == "2026-11-23"
    assert job["employmentType"] == ["FULL_TIME"]
    assert job["identifier"]["value"] == offer.reference
    assert job["jobLocation"][0]["address"]["addressLocality"] == "Paris"
    assert "Écrire du Python" in job["description"]
    # Three days at home are hybrid work.
    assert "jobLocationType" not in job


def test_only_work_from_home_altogether_is_telecommute(site, client):
    job = posting(page_of(client, put_offer(site, remote_days=5)))
    assert job["jobLocationType"] == "TELECOMMUTE"
    assert job["applicantLocationRequirements"] == [{"@type": "Country", "name": "France"}]


def test_one_can_apply_on_the_page_only_where_there_is_a_form(site, slots, client):
    offer = put_offer(site)
    assert posting(page_of(client, offer))["directApply"] is False
    slots.set_application_form(lambda page, request: HttpResponse())
    from careers.markup import job_posting

    assert job_posting(offer, "x")["directApply"] is True


def test_no_other_page_is_a_posting(site, client):
    put_offer(site)
    assert posting(page_of(client, site.careers)) is None


@pytest.mark.parametrize("how", ["closed", "past"])
def test_a_closed_offer_keeps_its_address_and_nothing_else(site, client, how):
    offer = put_offer(site, title="Veilleuse ou veilleur du journal")
    assert "Veilleuse" in client.get("/recherche/?q=veilleuse").content.decode()
    if how == "closed":
        offer.closed_at = timezone.now()
    else:
        offer.apply_until = timezone.localdate() - timedelta(days=1)
    offer.save(clean=False)
    page = page_of(client, offer)
    said = "Offre pourvue" if how == "closed" else "Les candidatures sont closes"
    assert said in words(page)
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert posting(page) is None
    assert page.select_one("#postuler") is None
    assert offer.url not in client.get("/sitemap.xml").getvalue().decode()
    assert offer.url not in client.get(site.careers.url).content.decode()
    found = BeautifulSoup(client.get("/recherche/?q=veilleuse").content, "html.parser")
    assert not found.select(f"a[href='{offer.url}']")


def test_teasers_show_open_offers(site, client):
    from pages.models import StandardPage
    from tests.factories.small_site import put

    offer = put_offer(site)
    page = put(
        site.home,
        StandardPage(
            title="Équipe",
            slug="equipe",
            body=[("offers", {"heading": "Nous recrutons", "number": 2})],
        ),
    )
    assert offer.title in words(page_of(client, page))
    offer.closed_at = timezone.now()
    offer.save(update_fields=["closed_at"])
    assert "Nous recrutons" not in words(page_of(client, page))


def test_the_night_after_its_last_day_the_search_forgets_an_offer(site, client):
    offer = put_offer(
        site, title="Veilleuse ou veilleur du journal", apply_until=timezone.localdate()
    )

    def found() -> list:
        page = BeautifulSoup(client.get("/recherche/?q=veilleuse").content, "html.parser")
        return page.select(f"a[href='{offer.url}']")

    assert found()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        call_command("forget_past_offers")
    assert not found()
