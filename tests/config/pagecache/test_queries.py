"""What a page that is not kept costs once the parts it shares with others are: SQL queries."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from careers.models import CareersPage, OfferPage, SpontaneousApplicationPage
from cms.freshness import memory
from cms.models import Footer, MainMenu, MissingPath
from config.pagecache import opening
from leads.models import ContactForm
from pages.models import (
    HomePage,
    LandingPage,
    NewsIndexPage,
    ProductIndexPage,
    SearchPage,
    SiteMapPage,
    StandardPage,
    StoryIndexPage,
)
from privacy import clock
from privacy.models import RetentionLength
from tests.factories import blocks, files
from tests.factories.offers import careers_site, put_offer
from tests.factories.whole_site import whole_site
from tests.factories.written_pages import put

KINDS = {
    HomePage: "home",
    OfferPage: "offer",
    SpontaneousApplicationPage: "spontaneous",
    **dict.fromkeys(
        (CareersPage, NewsIndexPage, ProductIndexPage, SearchPage, SiteMapPage, StoryIndexPage),
        "listing",
    ),
}
MOST = {
    "offer": 8,
    "spontaneous": 8,
    "home": 12,
    "content": 8,
    "listing": 12,
    "missing": 4,
}


@pytest.fixture
def count(store, monkeypatch):
    """The queries of a page the second time it is made."""
    made = whole_site()
    monkeypatch.setattr(opening, "opened", None)
    client = Client(HTTP_HOST="localhost")

    def queries(path: str, status: int = 200) -> int:
        for _ in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == status
        return len(asked)

    return made, queries


def test_every_kind_of_page_asks_little(count):
    site, queries = count
    counted = [("missing", "404", queries("/nowhere/", 404))]
    for name, page in site.every.items():
        counted.append((KINDS.get(type(page), "content"), name, queries(page.url)))
    counted += [
        ("listing", words, queries(f"{site.every['search'].url}?q={words}"))
        for words in ("nobody", "clint", "clint+mesure", "clint+mesure+canla+equipe")
    ]
    assert [one for one in counted if one[2] > MOST[one[0]]] == []


def test_an_address_that_is_missing_for_the_first_time_asks_little(count):
    _site, queries = count
    queries("/nowhere/", 404)
    with CaptureQueriesContext(connection) as asked:
        assert Client(HTTP_HOST="localhost").get("/nor-here/").status_code == 404
    assert MissingPath.objects.filter(path="/nor-here").exists()
    assert len(asked) <= MOST["missing"]


def linked(block: dict[str, Any], pages: list[Page]) -> dict[str, Any]:
    """The same block, every link of which leads to a page of its own."""

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"label", "page", "address"}:
            return {**value, "page": pages.pop().pk, "address": ""}
        return {name: changed(one) for name, one in value.items()}

    return {**block, "value": changed(block["value"])}


def blocks_of(site: SimpleNamespace, number: int) -> list[dict[str, Any]]:
    """Each block so many times, each time with pictures, files and pages of its own."""
    body: list[dict[str, Any]] = []
    for count in range(number):
        some = [files.image(f"Image {number} {count} {one}", (60, 40)) for one in range(7)]
        once = [
            blocks.text(),
            blocks.features(),
            blocks.key_figures(),
            blocks.quotation(some[0]),
            blocks.steps(),
            blocks.logo_wall(some[1]),
            blocks.image_and_text("", "end", some[2]),
            blocks.gallery(some[3:5]),
            blocks.table(),
            blocks.questions(),
            blocks.video(some[5]),
            blocks.announcement(),
            blocks.call_to_action(),
            blocks.download(),
            blocks.conversation(),
        ]
        there = [
            put(site.every["standard"], StandardPage(title=f"{number} {count} {one}"))
            for one in range(8)
        ]
        body += [linked(block, there) for block in once]
    return body


def test_a_page_asks_no_more_for_many_blocks_than_for_one_of_each(count):
    site, queries = count
    asked = []
    for number in (1, 5):
        page = put(site.home, StandardPage(title=f"Blocs {number}", body=blocks_of(site, number)))
        queries(page.url)
        memory.forget({"*"})
        with CaptureQueriesContext(connection) as made:
            reply = Client(HTTP_HOST="localhost").get(page.url)
        assert reply.content.decode().count("Guide de démarrage") >= number
        asked.append(len(made))
    assert asked[0] == asked[1]


def test_beside_a_form_teasers_are_remembered(count):
    site, queries = count
    form = ContactForm.objects.create(name="Démonstration", locale=site.french)
    teasers = []
    for heading in ("Une fois", "Encore", "Toujours"):
        teasers += [blocks.stories(), blocks.news(), {**blocks.stories(), "value": {
            **blocks.stories()["value"], "heading": heading, "chosen": [site.story.pk] * 4,
        }}]  # fmt: skip
    forms = [
        {"type": "contact_form", "value": {"heading": "", "introduction": "", "form": form.pk}},
        {"type": "newsletter", "value": {"heading": "La lettre", "text": ""}},
    ]
    body = [*teasers, forms[0], *teasers, forms[1], *teasers]
    page = put(site.home, LandingPage(title="Démonstration", body=body))
    assert queries(page.url) <= MOST["content"]
    shown = Client(HTTP_HOST="localhost").get(page.url).content.decode()
    assert shown.count("Toujours") == 3
    # What they show is remembered only until it changes.
    site.story.title = "Un autre titre de cas client"
    site.story.save_revision().publish()
    assert "Un autre titre" in Client(HTTP_HOST="localhost").get(page.url).content.decode()


def test_a_menu_and_a_footer_ask_no_more_for_many_entries(count):
    site, queries = count
    pages = [put(site.home, StandardPage(title=f"Entrée {number}")) for number in range(12)]

    def rows(number: int) -> list[dict[str, Any]]:
        return [{"label": "", "page": one.pk, "address": ""} for one in pages[:number]]

    queries(pages[0].url)
    asked = []
    for number in (2, 12):
        menu, footer = MainMenu.objects.get(), Footer.objects.get()
        menu.entries = [
            {"type": "entry", "value": {**row, "description": "", "children": rows(number)}}
            for row in rows(number)
        ]
        footer.columns = [
            {"type": "column", "value": {"title": "Colonne", "links": rows(number)}}
            for _column in range(3)
        ]
        menu.save()
        footer.save()
        memory.forget({"*"})
        with CaptureQueriesContext(connection) as made:
            reply = Client(HTTP_HOST="localhost").get(pages[0].url)
        assert reply.content.decode().count(pages[number - 1].url) > number
        asked.append(len(made))
    assert asked[0] == asked[1]


def test_an_offer_tells_at_once_that_the_dpo_keeps_applications_for_less(store, visitor):
    offer = put_offer(careers_site())

    def erased_after(months: int) -> str:
        at = timezone.localtime(clock.add_months(timezone.now(), months))
        return f"Effacée le {date_format(at, 'DATE_FORMAT')}"

    def page() -> str:
        return visitor.get(offer.url).content.decode().replace("\xa0", " ")

    assert erased_after(6) in page()
    assert erased_after(6) in page()
    RetentionLength.objects.create(rule="application", length=3)
    assert erased_after(3) in page()
