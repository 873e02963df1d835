"""A page with blocks goes through wagtail-localize: sent, translated, published, changed, sent again."""

import json
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from cms.models import AnnouncementBar
from pages.models import StandardPage
from tests.factories import blocks
from tests.factories.small_site import put

pytestmark = pytest.mark.django_db


def board_state(client, title: str) -> str:
    page = BeautifulSoup(client.get(reverse("translation_board")).content, "html.parser")
    row = next(
        row for row in page.select(".board__table tbody tr")
        if row.select_one(".board__title").get_text(strip=True) == title
    )  # fmt: skip
    return row.select_one("[data-language=EN] .board__mark")["data-state"]


def send(client, page: Page, locale, **fields) -> None:
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, {"locales": [locale.pk], **fields})
    assert response.status_code == 302, response.content.decode()[:2000]


def translate(client, work: Translation, words: dict[str, str]) -> None:
    """Type a translation for each text, as the translator's screen does."""
    for segment in StringSegment.objects.filter(source=work.source).select_related("string"):
        response = client.put(
            reverse("wagtail_localize:edit_string_translation", args=[work.pk, segment.pk]),
            data=urlencode({"value": words.get(segment.string.data, f"EN {segment.string.data}")}),
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in {200, 201}


@pytest.fixture
def publish(client, django_capture_on_commit_callbacks):
    """Press « Publish » on the translator's screen."""

    def press(address: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, {"action": "publish"}).status_code == 302

    return press


def test_from_french_blocks_to_a_live_english_page_and_back_again(site, client, staff, publish):
    staff("marketing")
    page = put(
        site.home,
        StandardPage(
            title="Notre méthode",
            slug="methode",
            summary="En trois temps.",
            body=json.dumps([blocks.key_figures(), blocks.features(), blocks.text()]),
        ),
    )
    assert board_state(client, "Notre méthode") == "missing"

    send(client, page, site.english)
    english = page.get_translation(site.english)
    assert not english.live
    assert board_state(client, "Notre méthode") == "draft"
    assert client.get("/en/methode/").status_code == 404

    work = Translation.objects.get(source__object_id=page.translation_key)
    editor = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert client.get(editor).status_code == 200
    translate(
        client,
        work,
        {"Notre méthode": "Our method", "methode": "method", "En trois temps.": "Three steps."},
    )
    publish(editor)
    assert board_state(client, "Notre méthode") == "current"
    shown = BeautifulSoup(client.get("/en/method/").content, "html.parser")
    assert shown.h1.get_text(strip=True) == "Our method"
    assert "EN Ce que fait la console" in shown.get_text()
    alternates = {link["hreflang"] for link in shown.find_all("link", hreflang=True)}
    assert alternates == {"fr", "en", "x-default"}

    page.summary = "En quatre temps."
    page.save_revision().publish()
    assert board_state(client, "Notre méthode") == "outdated"
    update = reverse("wagtail_localize:update_translations", args=[work.source_id])
    assert client.get(update).status_code == 200
    assert client.post(update, {}).status_code == 302
    assert board_state(client, "Notre méthode") == "outdated", "the new text waits"
    translate(client, work, {"Notre méthode": "Our method", "methode": "method"})
    publish(editor)
    assert board_state(client, "Notre méthode") == "current"
    assert "EN En quatre temps." in client.get("/en/method/").content.decode()


def test_a_part_of_every_page_is_translated_the_same_way(site, client, staff, publish):
    staff("marketing")
    bar = AnnouncementBar.objects.create(locale=site.french, text="Salon à Paris")
    bar.save_revision().publish()
    address = reverse(
        "wagtail_localize:submit_snippet_translation", args=["cms", "announcementbar", bar.pk]
    )
    assert client.get(address).status_code == 200
    assert client.post(address, {"locales": [site.english.pk]}).status_code == 302
    english = AnnouncementBar.objects.get(locale=site.english)
    edit = reverse("wagtailsnippets_cms_announcementbar:edit", args=[english.pk])
    assert client.get(edit).status_code == 200
    translate(client, Translation.objects.get(source__object_id=bar.translation_key), {})
    publish(edit)
    assert "EN Salon à Paris" in client.get("/en/").content.decode()


def test_editors_send_only_pages_that_are_theirs(site, client, staff):
    staff("redaction")
    theirs = reverse("wagtail_localize:submit_page_translation", args=[site.only_french.pk])
    assert client.get(theirs).status_code == 200
    for foreign in (site.legal.pk, 99_999):
        address = reverse("wagtail_localize:submit_page_translation", args=[foreign])
        assert client.get(address).status_code == 404
        assert client.post(address, {"locales": [site.english.pk]}).status_code == 404
    assert (
        client.get(reverse("wagtail_localize:update_translations", args=[99_999])).status_code
        == 404
    )
