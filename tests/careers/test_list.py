"""The list of offers: filters with counts, pay, feeds; without JavaScript, since these are plain GETs."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.core.cache import cache
from django.utils import timezone

from careers.models import Team, Workplace
from tests.factories.offers import put_offer, put_translation

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def offers(site):
    lyon = Workplace.objects.create(name="Lyon", slug="lyon", locality="Lyon")
    support = Team.objects.create(
        name="Accompagnement", slug="accompagnement", locale=site.home.locale
    )
    first = put_offer(site)
    second = put_offer(
        site,
        title="Chargée ou chargé d’accompagnement",
        slug="accompagnement",
        contract="cdd",
        fixed_term_reason="remplacement",
        months=9,
        team=support,
        workplaces=[lyon],
        salary_period="mois",
        salary_min=2700,
        salary_max=3100,
        remote_days=0,
    )
    third = put_offer(site, title="Designer", slug="designer", workplaces=[lyon, site.workplace])
    return first, second, third


def page_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [one.get_text(strip=True) for one in page.select(".offer-entry h2")]


def counts(page: BeautifulSoup, name: str) -> dict[str, int]:
    return {
        one["value"]: int(one.find_next("small").get_text())
        for one in page.select(f"input[name={name}]")
    }


def test_filters_count_what_they_would_leave(site, offers, client):
    page = page_of(client, site.careers.url)
    assert titles(page) == ["Designer", "Chargée ou chargé d’accompagnement", offers[0].title]
    assert counts(page, "contrat") == {"": 3, "cdd": 1, "cdi": 2}
    assert counts(page, "lieu") == {"": 3, "lyon": 2, "paris": 2}
    assert counts(page, "equipe") == {"": 3, "accompagnement": 1, "produit": 2}
    page = page_of(client, f"{site.careers.url}?lieu=lyon")
    assert titles(page) == ["Designer", "Chargée ou chargé d’accompagnement"]
    assert counts(page, "contrat") == {"": 2, "cdd": 1, "cdi": 1}
    assert counts(page, "lieu") == {"": 3, "lyon": 2, "paris": 2}
    page = page_of(client, f"{site.careers.url}?lieu=lyon&contrat=cdi&equipe=accompagnement")
    assert titles(page) == []
    assert page.select_one("input[value=cdi]").has_attr("checked")
    assert "Voir toutes les offres" in page.get_text()


@pytest.mark.parametrize(
    "query", ["?lieu=%C3%A9", "?contrat=<script>", "?equipe=" + "x" * 5000, "?p=-1"]
)
def test_a_choice_that_does_not_exist_is_no_choice(site, offers, client, query):
    assert len(titles(page_of(client, site.careers.url + query))) == 3


def test_the_pay_is_in_the_list(site, offers, client):
    text = page_of(client, site.careers.url).get_text(" ", strip=True).replace("\xa0", " ")
    assert "48 000 – 58 000 € brut par an" in text
    assert "2 700 – 3 100 € brut par mois" in text
    assert "CDD de 9 mois" in text


def test_english_is_told_in_english(site, offers, client):
    put_translation(site, offers[0])
    text = page_of(client, site.careers_en.url).get_text(" ", strip=True)
    assert "€48,000 – 58,000 gross a year" in text
    assert "3 days of remote work a week" in text
    assert "1 open offer" in text


def test_the_list_asks_a_bounded_number_of_queries(
    site, offers, client, django_assert_max_num_queries
):
    for number in range(12):
        put_offer(site, slug=f"offre-{number}")
    client.get(site.careers.url)
    cache.clear()
    with django_assert_max_num_queries(45):
        client.get(site.careers.url)


def test_three_feeds_name_the_open_offers(site, offers, client):
    first, second, third = offers
    second.closed_at = timezone.now()
    second.save(update_fields=["closed_at"])
    third.apply_until = timezone.localdate() - timedelta(days=1)
    third.save(update_fields=["apply_until"])

    atom = ElementTree.fromstring(client.get("/carrieres/atom.xml").content)
    assert [one.text for one in atom.findall("a:entry/a:title", ATOM)] == [first.title]
    assert "48\xa0000 – 58\xa0000\xa0€" in atom.find("a:entry/a:summary", ATOM).text

    response = client.get("/carrieres/offers.json")
    assert response["Content-Type"] == "application/feed+json"
    feed = json.loads(response.content)
    [item] = feed["items"]
    assert item["url"] == f"http://localhost:8000{first.url}"
    assert item["_job"]["baseSalary"]["value"]["minValue"] == 48000

    jobs = ElementTree.fromstring(client.get("/carrieres/offers.xml").content).findall("job")
    [job] = jobs
    assert job.find("title").text == first.title
    assert job.find("city").text == "Paris"
    assert job.find("url").text.startswith(f"http://localhost:8000{first.url}")
    assert job.find("remotetype").text == "Hybrid remote"


def test_examples_stay_out_of_the_feeds_of_a_public_site(site, offers, client, settings):
    put_offer(site, slug="exemple", title="Exemple", is_example=True)
    assert "Exemple" in client.get("/carrieres/atom.xml").content.decode()
    settings.SITE_URL = "https://www.dimelo.com"
    for feed in ("atom.xml", "offers.json", "offers.xml"):
        assert "Exemple" not in client.get(f"/carrieres/{feed}").content.decode()
    page = page_of(client, "/carrieres/exemple/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert "le poste n’existe pas" in page.get_text()


def test_xml_survives_hostile_text(site, client):
    put_offer(site, title="A ]]> <b>&amp; \x0b", slug="hostile")
    [job] = ElementTree.fromstring(client.get("/carrieres/offers.xml").content).findall("job")
    assert job.find("title").text.startswith("A ]]> <b>&amp;")
