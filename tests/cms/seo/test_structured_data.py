"""Structured data: each object has what its readers require, and says what the page says."""

import json

import pytest
from bs4 import BeautifulSoup

from cms.models import CompanyIdentity, Footer
from cms.seo.structured import as_script

pytestmark = pytest.mark.django_db

# Properties without which the named reader does not use the object, or without which the object says
# nothing. Google = developers.google.com/search/docs/appearance/structured-data/<page>.
REQUIRED = {
    "Organization": {"name", "url", "logo"},  # Google: organization (recommended), logo
    "WebSite": {"name", "url"},  # Google: site-names, both required
    "SearchAction": {"target", "query-input"},  # schema.org/SearchAction, potential actions
    "EntryPoint": {"urlTemplate"},  # schema.org/EntryPoint
    "BreadcrumbList": {"itemListElement"},  # Google: breadcrumb
    "ListItem": {"position", "name", "item"},  # Google: breadcrumb
    "Article": {"headline", "author", "publisher"},  # Google: article (recommended)
    "NewsArticle": {"headline", "author", "publisher", "datePublished"},  # Google: article
    "Person": {"name"},  # Google: article, author.name
}


def walk(value):
    """Every typed object, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)


def identity(locale, **fields):
    one = CompanyIdentity.objects.create(locale=locale, **fields)
    one.save_revision().publish()
    return one


def test_every_object_has_what_is_required(site, head):
    seen = set()
    for page in (site.home, site.home_en, site.about, site.legal, site.news, site.article):
        for one in walk(list(head(page).data.values())):
            missing = REQUIRED[one["@type"]] - set(one)
            assert not missing, (page, one["@type"], missing)
            assert "" not in one.values()
            assert None not in one.values()
            seen.add(one["@type"])
    assert seen == set(REQUIRED) - {"Article"}


def test_the_article_says_what_the_page_says(site, client, head):
    data = head(site.article).data["NewsArticle"]
    page = BeautifulSoup(client.get("/actualites/console/").content, "html.parser")
    assert page.h1.get_text(" ", strip=True) == data["headline"]
    words = " ".join(page.main.get_text(" ", strip=True).split())
    assert data["description"] in words
    assert data["articleSection"] in words
    assert data["author"] == [{"@type": "Person", "name": "Camille Roy", "jobTitle": "Rédactrice"}]
    assert "Camille Roy" in words
    assert page.find("time", datetime=lambda one: one and one.startswith(data["datePublished"]))
    assert data["mainEntityOfPage"] == "http://localhost:8000/actualites/console/"


def test_the_trail_is_the_one_on_the_page(site, client, head):
    steps = head(site.article).data["BreadcrumbList"]["itemListElement"]
    page = BeautifulSoup(client.get("/actualites/console/").content, "html.parser")
    shown = [one.get_text(" ", strip=True) for one in page.select(".breadcrumbs li")]
    assert [step["name"] for step in steps] == shown
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[0]["item"] == "http://localhost:8000/"
    assert "BreadcrumbList" not in head(site.home).data


def test_the_site_tells_how_it_is_searched_where_it_can_be(site, head):
    action = head(site.home).data["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == (
        "http://localhost:8000/recherche/?q={search_term_string}"
    )
    assert "potentialAction" not in head(site.home_en).data["WebSite"]


def test_unknown_facts_about_the_company_are_left_out(site, head):
    identity(site.french, name="Dimelo SA", telephone="01 00 00 00 00", email="a@example.com")
    footer = Footer.objects.create(
        locale=site.french,
        social=json.dumps(
            [
                {
                    "type": "network",
                    "value": {"network": "linkedin", "address": "https://linkedin.com/company/x"},
                }
            ]
        ),
    )
    footer.save_revision().publish()
    company = head(site.about).data["Organization"]
    assert company["name"] == "Dimelo SA"
    assert company["sameAs"] == ["https://linkedin.com/company/x"]
    assert "telephone" not in company, "this page does not show it"
    legal = head(site.legal).data["Organization"]
    assert legal["telephone"] == "01 00 00 00 00"
    assert not {"address", "vatID"} & set(legal)


def test_no_text_of_an_editor_can_end_the_script(site, head):
    found = head(site.article)
    assert found.html.count("</script>") == 1
    assert found.data["NewsArticle"]["headline"] == "Une console </script> & plus"
    hostile = {"a": "</script><script>alert(1)</script>\u2028<!-- & ' \""}
    text = as_script([hostile])
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text)["@graph"] == [hostile]
