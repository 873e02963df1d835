"""The translation board: what is missing or outdated, for whom, and the way to act."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pages.models import NewsPage, StandardPage
from tests.factories.small_site import put, translated

pytestmark = pytest.mark.django_db


def rows(client, **query) -> dict[str, BeautifulSoup]:
    """The lines of the board by title."""
    response = client.get(reverse("translation_board"), query)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return {
        row.select_one(".board__title").get_text(strip=True): row
        for row in page.select(".board__table tbody tr")
    }


def states(row: BeautifulSoup) -> dict[str, str]:
    return {
        cell["data-language"].lower(): cell.select_one(".board__mark")["data-state"]
        for cell in row.select("td")
    }


def links(row: BeautifulSoup) -> dict[str, str]:
    return {link.get_text(strip=True): link["href"] for link in row.select("a")}


def buttons(row: BeautifulSoup) -> dict[str, str]:
    return {one.get_text(strip=True): one["action"] for one in row.select("form")}


def test_each_page_is_one_line_with_its_state_in_each_language(site, client, staff):
    staff("marketing")
    draft = put(site.home, StandardPage(title="Méthode", slug="methode"))
    translated(draft, site.home_en, "Method", slug="method", live=False)
    found = rows(client)
    assert states(found["Qui sommes-nous"]) == {"fr": "source", "en": "current"}
    assert states(found["Rien qu’en français"]) == {"fr": "source", "en": "missing"}
    assert states(found["Méthode"]) == {"fr": "source", "en": "draft"}
    assert "About us" not in found
    site.about.summary = "Autre chose."
    site.about.save_revision().publish()
    assert states(rows(client)["Qui sommes-nous"])["en"] == "outdated"
    site.about_en.save_revision().publish()
    assert states(rows(client)["Qui sommes-nous"])["en"] == "current"


def test_a_page_written_in_english_first_is_missing_in_french(site, client, staff):
    staff("marketing")
    put(site.home_en, StandardPage(title="For partners", slug="partners"))
    assert states(rows(client)["For partners"]) == {"fr": "missing", "en": "source"}


def test_a_copy_that_waits_for_its_translation_counts_as_missing(site, client, staff):
    staff("marketing")
    site.only_french.copy_for_translation(site.english, alias=True)
    assert states(rows(client)["Rien qu’en français"])["en"] == "missing"


def test_every_cell_leads_to_the_place_to_act(site, client, staff):
    staff("marketing")
    found = rows(client)
    missing = found["Rien qu’en français"].select_one("[data-language=EN]")
    assert buttons(missing) == {
        "Traduire": reverse("translate_page", args=[site.only_french.pk, "en"])
    }
    current = links(found["Qui sommes-nous"].select_one("[data-language=EN]"))
    assert reverse("wagtailadmin_pages:edit", args=[site.about_en.pk]) in current.values()
    assert "/en/about/" in current.values()
    for address in current.values():
        assert client.get(address).status_code == 200


def test_filters_narrow_the_board_and_nonsense_is_ignored(site, client, staff):
    staff("marketing")
    everything = set(rows(client))
    assert set(rows(client, state="current")) == {"Accueil", "Qui sommes-nous"}
    assert "Qui sommes-nous" not in rows(client, state="missing", language="en")
    assert rows(client, state="missing", language="fr") == {}
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(NewsPage).pk
    assert set(rows(client, kind=kind)) == {site.article.title}
    assert set(rows(client, title="FRANÇ")) <= {"Rien qu’en français"}
    assert set(rows(client, state="xx", kind="x", language="zz", p="-4")) == everything
    assert set(rows(client, kind="99999999", p="zz")) == everything
    assert set(rows(client, title="'%_\\")) <= everything


def test_editors_see_their_sections_only(site, client, staff):
    staff("redaction")
    found = rows(client)
    assert "Rien qu’en français" in found
    assert "Mentions légales" not in found
    assert "Accueil" not in found


@pytest.mark.parametrize("role", ["entretien"])
def test_without_pages_there_is_no_board(site, client, staff, role):
    staff(role)
    response = client.get(reverse("translation_board"))
    assert response.status_code in {302, 403}
    assert (
        reverse("translation_board")
        not in client.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_long_boards_have_pages_and_cost_the_same(
    site, client, staff, django_assert_max_num_queries
):
    staff("marketing")
    for number in range(55):
        site.home.add_child(
            instance=StandardPage(title=f"P {number}", slug=f"p-{number}", locale=site.french)
        )
    rows(client)
    with django_assert_max_num_queries(15):
        first = rows(client)
    second = rows(client, p=2)
    assert len(first) == 50
    assert not set(first) & set(second)
    assert len(first) + len(second) == 55 + 8
