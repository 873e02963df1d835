"""What search engines and networks read in the head of the site's pages."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator

from pages.listings import Listing

pytestmark = pytest.mark.django_db
ROOT = "http://localhost:8000"


def test_a_page_says_its_title_description_and_address(site, head):
    found = head(site.about, path="/a-propos/?utm_source=lettre&p=9")
    assert found.title == "Qui sommes-nous · Dimelo"
    assert found.metas["description"] == ["Une équipe de Paris."]
    assert found.links["canonical"][0]["href"] == f"{ROOT}/a-propos/"
    assert "robots" not in found.metas


def test_the_editors_words_for_search_engines_win(site, head):
    site.about.seo_title = "Dimelo, l’équipe"
    site.about.search_description = "Trente\npersonnes."
    found = head(site.about)
    assert found.title == "Dimelo, l’équipe · Dimelo"
    assert found.metas["description"] == ["Trente personnes."]
    site.home.seo_title = "Dimelo, une seule conversation"
    assert head(site.home).title == "Dimelo, une seule conversation"


def test_languages_point_at_each_other_both_ways(site, head):
    expected = {
        "fr": f"{ROOT}/a-propos/",
        "en": f"{ROOT}/en/about/",
        "x-default": f"{ROOT}/a-propos/",
    }
    for page in (site.about, site.about_en):
        links = head(page).links["alternate"]
        assert {one["hreflang"]: one["href"] for one in links if "hreflang" in one} == expected
    assert head(site.about_en).links["canonical"][0]["href"] == f"{ROOT}/en/about/"
    assert head(site.about_en).metas["og:locale"] == ["en_GB"]
    assert head(site.about_en).metas["og:locale:alternate"] == ["fr_FR"]


def test_a_page_without_live_translation_names_no_other_language(site, head):
    def hreflangs(page):
        return [one for one in head(page).links["alternate"] if "hreflang" in one]

    assert hreflangs(site.only_french) == []
    site.about_en.unpublish()
    site.about.refresh_from_db()
    site.about.__dict__.pop("_live_translations", None)
    assert hreflangs(site.about) == []


def test_previews_campaigns_and_results_stay_out_of_search_engines(site, head):
    for found in (
        head(site.about, is_preview=True),
        head(site.campaign),
        head(site.search),
        head(None, title="Page introuvable"),
    ):
        assert found.metas["robots"] == ["noindex"]
        assert "canonical" not in found.links
        assert found.scripts == []
    site.campaign.listed = True
    assert "robots" not in head(site.campaign).metas


def test_a_later_page_of_a_list_has_its_own_address_and_title(site, head):
    def listing(number: int, *filters: object) -> Listing:
        return Listing(Paginator(range(30), 12).get_page(number), filters)

    second = head(site.news, listing=listing(2))
    assert second.links["canonical"][0]["href"] == f"{ROOT}/actualites/?p=2"
    assert second.title == "Actualités, page 2 · Dimelo"
    chosen = SimpleNamespace(name="categorie", selected="produit")
    filtered = head(site.news, listing=listing(2, chosen))
    assert filtered.links["canonical"][0]["href"] == f"{ROOT}/actualites/"


def test_the_feed_of_the_language_is_announced(site, head):
    feed = next(one for one in head(site.about).links["alternate"] if "type" in one)
    assert feed["type"] == "application/atom+xml"
    assert feed["href"] == "/actualites/atom.xml"
    assert not any("type" in one for one in head(site.about_en).links["alternate"])


def test_networks_get_what_they_need(site, head):
    metas = head(site.article).metas
    assert metas["og:type"] == ["article"]
    assert metas["og:title"] == ["Une console </script> & plus"]
    assert metas["og:url"] == [f"{ROOT}/actualites/console/"]
    assert metas["article:published_time"] == ["2026-10-05"]
    assert metas["twitter:card"] == ["summary"]
    assert "og:image" not in metas


def test_a_form_in_error_says_so_first(site, head):
    assert head(site.about, title_prefix="Erreur – ").title.startswith("Erreur – Qui sommes-nous")


def test_error_pages_are_written_without_the_database(head, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = head(None, title="Page introuvable")
    assert found.title == "Page introuvable · Dimelo"
    assert found.links["manifest"][0]["href"] == "/site.webmanifest"
    assert head(None, language="en").links["manifest"][0]["href"] == "/en/site.webmanifest"


def test_the_head_costs_few_queries(site, head, django_assert_max_num_queries):
    head(site.article)  # the addresses of the sites are known from then on
    with django_assert_max_num_queries(16):
        head(site.article)
