"""Every list of the admin that holds pages, or what is translated, is filtered by language."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.log_actions import log
from wagtail.models import TranslatableMixin, Workflow
from wagtail.snippets.models import get_snippet_models

from cms.models import Footer, MissingPath
from leads.models import AnswerTemplate, ContactForm, Topic
from pages.models import NewsCategory, StandardPage
from tests.careers.test_publication import said
from tests.cms.conftest import site, staff
from tests.factories.small_site import put

__all__ = ["site", "staff"]  # the fixtures
pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 28)

# Those of the house: the form above them is the same.
OURS = (
    "translation_board",
    "publication_report",
    "review_dates",
    "preview_links",
    "planning",
    "bin",
    "link_keeper:index",
    "missing_paths:index",
    "page_templates",
    "lead_resources:index",
    "newsletter_issues:index",
    "figures",
    "campaign_links",
)
# Wagtail's: by the name of the filter, its own or ours.
WAGTAILS = {
    "wagtailadmin_pages:search": "locale",
    "wagtailadmin_reports:locked_pages": "locale",
    "wagtailadmin_reports:aging_pages": "locale",
    "wagtailadmin_reports:page_types_usage": "page_locale",
    "wagtailadmin_reports:workflow": "language",
    "wagtailadmin_reports:workflow_tasks": "language",
    "wagtailadmin_reports:site_history": "language",
    "wagtailredirects:index": "language",
    "wagtailsearchpromotions:index": "language",
    "wagtailsnippets_pages_newscategory:list": "locale",
    "wagtailsnippets_pages_author:list": "locale",
    "wagtailsnippets_pages_sector:list": "locale",
    "wagtailsnippets_leads_contactform:list": "locale",
    "wagtailsnippets_leads_topic:list": "locale",
    "wagtailsnippets_pieces_sharedcontent:list": "locale",
    "wagtailsnippets_pieces_glossaryterm:list": "locale",
    "wagtailsnippets_pieces_frequentquestion:list": "locale",
    "wagtailsnippets_pieces_topic:list": "locale",
    "wagtailsnippets_cms_mainmenu:list": "locale",
    "wagtailsnippets_cms_footer:list": "locale",
    "wagtailsnippets_cms_announcementbar:list": "locale",
    "wagtailsnippets_cms_companyidentity:list": "locale",
    "lead_templates:index": "language",
    "leads:index": "language",
}


def choices(client, address: str, name: str) -> set[str]:
    """The languages that the list offers."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer)
    page = BeautifulSoup(answer.content, "html.parser")
    radios = {one.get("value", "") for one in page.select(f"input[name={name}]")}
    options = {one.get("value", "") for one in page.select(f"select[name={name}] option")}
    return (radios | options) & {"fr", "en"}


def test_every_list_offers_the_languages(site, client, staff):
    staff("marketing")
    put(site.home, StandardPage(title="Brouillon", slug="brouillon"), live=False)
    for address, name in [
        *((reverse(one), "language") for one in OURS),
        *((reverse(one), name) for one, name in WAGTAILS.items()),
        (reverse("wagtailadmin_explore", args=[site.root.pk]), "locale"),
        (reverse("wagtailadmin_explore", args=[site.home.pk]), "locale"),
    ]:
        assert choices(client, address, name) == {"fr", "en"}, address


def listed(client, name: str, **query: str) -> str:
    """The text of the list itself."""
    page = BeautifulSoup(said(client.get(reverse(name), query)), "html.parser")
    return page.select_one("#listing-results, main, body").get_text(" ", strip=True)


def test_those_we_added_filter(site, client, staff):
    user = staff("marketing")
    assert "About us" in listed(client, "wagtailadmin_pages:search", q="us", locale="en")
    found = listed(client, "wagtailadmin_pages:search", q="a", locale="fr")
    assert "Actualités" in found
    assert "About us" not in found
    workflow = Workflow.objects.get(name="Publication")
    for page in (site.about, site.about_en):
        log(instance=page, action="wagtail.edit", user=user)
        workflow.start(page, user)
    for name in ("workflow", "workflow_tasks", "site_history"):
        found = listed(client, f"wagtailadmin_reports:{name}", language="en")
        assert "About us" in found, name
        assert "Qui sommes-nous" not in found, name
    for title, locale in (("Produit FR", site.french), ("Product EN", site.english)):
        made = NewsCategory.objects.create(name=title, slug=title[-2:].lower(), locale=locale)
        log(instance=made, action="wagtail.create", user=user)
    assert "Product EN" in listed(client, "wagtailadmin_reports:site_history", language="en")
    assert "Produit FR" not in listed(client, "wagtailadmin_reports:site_history", language="en")


def test_redirects_addresses_and_promotions_filter(site, client, staff):
    staff("marketing")
    Redirect.add_redirect("/vieux", site.about)
    Redirect.add_redirect("/en/older", site.about_en)
    Redirect.add_redirect("/en/away", "https://example.org/")
    for name in ("wagtailredirects:index", "missing_paths:index"):
        english, french = (listed(client, name, language=code) for code in ("en", "fr"))
        assert "/en/older" in english
        assert "/en/away" in english
        assert "/vieux" not in english
        assert "/vieux" in french
        assert "/en/older" not in french
    for path in ("/en/nowhere", "/nulle-part", "/engagements"):
        MissingPath.objects.create(path=path, first_day=DAY, last_day=DAY)
    assert "/engagements" in listed(client, "missing_paths:index", language="fr")
    english = listed(client, "missing_paths:index", language="en")
    assert "/en/nowhere" in english
    assert "/engagements" not in english
    for words, page in (("équipe", site.about), ("team", site.about_en)):
        query = Query.get(words)
        SearchPromotion.objects.create(query=query, page=page)
    found = listed(client, "wagtailsearchpromotions:index", language="en")
    assert "team" in found
    assert "équipe" not in found


def test_pieces_and_templates_filter(site, client, staff):
    staff("marketing")
    for code, locale in (("fr", site.french), ("en", site.english)):
        ContactForm.objects.create(name=f"Form {code}", locale=locale)
        Topic.objects.create(name=f"Topic {code}", slug=code, locale=locale)
        Footer.objects.create(locale=locale)
        AnswerTemplate.objects.create(name=f"Answer {code}", language=code)
    for name, filtered, start in (
        ("wagtailsnippets_leads_contactform:list", "locale", "Form"),
        ("wagtailsnippets_leads_topic:list", "locale", "Topic"),
        ("lead_templates:index", "language", "Answer"),
    ):
        found = listed(client, name, **{filtered: "en"})
        assert f"{start} en" in found
        assert f"{start} fr" not in found


def test_no_snippet_that_is_translated_lacks_the_filter(site, client, staff):
    staff("marketing", "rh")
    for model in get_snippet_models():
        if issubclass(model, TranslatableMixin):
            address = reverse(model.snippet_viewset.get_url_name("list"))
            assert choices(client, address, "locale") == {"fr", "en"}, model
