"""“Translate” is one click from every list, from the editor and from the board."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.models import Footer
from pages.models import StandardPage
from pages.preview_links.services import make_link
from tests.factories.small_site import put

pytestmark = pytest.mark.django_db


def html(response) -> BeautifulSoup:
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def translate(client, page: Page, language: str = "en"):
    return client.post(reverse("translate_page", args=[page.pk, language]))


def test_one_click_begins_the_translation_and_the_next_one_opens_it(site, client, staff):
    user = staff("marketing")
    answer = translate(client, site.only_french)
    english = site.only_french.get_translation(site.english)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert not english.live
    assert Translation.objects.filter(source__object_id=english.translation_key).count() == 1
    assert english.get_latest_revision().user == user
    assert translate(client, site.only_french)["Location"] == answer["Location"]
    assert reverse("wagtailadmin_pages:edit", args=[site.only_french.pk]) in str(
        html(client.get(answer["Location"]))
    ), "the translator's screen leads back"
    back = translate(client, english, "fr")
    assert back["Location"] == reverse("wagtailadmin_pages:edit", args=[site.only_french.pk])
    assert Page.objects.filter(translation_key=english.translation_key).count() == 2


def test_an_address_alone_makes_nothing(site, client, staff):
    staff("marketing")
    number = Page.objects.count()
    asked = client.get(reverse("translate_page", args=[site.only_french.pk, "en"]))
    assert asked["Location"].startswith(
        reverse("wagtail_localize:submit_page_translation", args=[site.only_french.pk])
    )
    there = client.get(reverse("translate_page", args=[site.about.pk, "en"]))
    assert there["Location"] == reverse("wagtailadmin_pages:edit", args=[site.about_en.pk])
    assert Page.objects.count() == number


def test_what_is_not_theirs_looks_like_what_is_not_there(site, client, staff):
    staff("redaction")
    for pk, language in ((site.legal.pk, "en"), (99_999, "en"), (site.about.pk, "zz")):
        address = reverse("translate_page", args=[pk, language])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert translate(client, site.only_french).status_code == 303
    footer = Footer.objects.create(locale=site.french)
    piece = reverse("translate_piece", args=["cms", "footer", footer.pk, "en"])
    assert client.post(piece).status_code == 404


def test_a_section_that_is_missing_is_begun_as_a_draft_too(site, client, staff):
    staff("marketing")
    answer = client.post(reverse("translate_page", args=[site.article.pk, "en"]), follow=True)
    section = site.news.get_translation(site.english)
    assert (section.live, section.alias_of_id) == (False, None)
    assert site.article.get_translation(site.english).get_parent().pk == section.pk
    shown = answer.content.decode().replace("\xa0", " ")
    assert "« Actualités » est au-dessus" in shown
    assert reverse("wagtailadmin_pages:edit", args=[section.pk]) in shown
    assert client.get("/en/actualites/").status_code == 404


def test_a_piece_of_the_site_is_translated_the_same_way(site, client, staff):
    staff("marketing")
    footer = Footer.objects.create(locale=site.french, introduction="Depuis Paris")
    listing = html(client.get(reverse("wagtailsnippets_cms_footer:list")))
    address = reverse("translate_piece", args=["cms", "footer", footer.pk, "en"])
    assert listing.select_one(f'[data-w-action-url-value="{address}"]')
    assert address not in str(listing.select('a[href*="localize/submit"]'))
    answer = client.post(address)
    english = Footer.objects.get(locale=site.english)
    send = reverse("send_piece", args=["cms", "footer", footer.pk])
    assert listing.select_one(f'a[href="{send}"]')
    assert "/localize/update/" in client.get(send)["Location"]
    assert answer["Location"] == reverse("wagtailsnippets_cms_footer:edit", args=[english.pk])


def offered(page: BeautifulSoup) -> set[str]:
    """Where the page offers to begin or open a version."""
    return {
        *(form["action"] for form in page.select("form[action*='/translate/']")),
        *(one["data-w-action-url-value"] for one in page.select("[data-w-action-url-value]")),
    }


def test_it_stands_in_every_list_and_in_the_editor(site, client, staff):
    user = staff("marketing")
    make_link(page=site.only_french, days=7, shown_on=None, by=user)
    begin = reverse("translate_page", args=[site.only_french.pk, "en"])
    for address in (
        reverse("translation_board"),
        reverse("publication_report"),
        reverse("review_dates"),
        reverse("preview_links"),
        reverse("planning"),
        reverse("wagtailadmin_explore", args=[site.home.pk]),
        reverse("wagtailadmin_pages:edit", args=[site.only_french.pk]),
    ):
        page = html(client.get(address))
        assert begin in offered(page), address
        assert "localize/submit" not in str(page), address
    for name in ("publication_report", "review_dates", "preview_links", "planning"):
        page = html(client.get(reverse(name)))
        edit = reverse("wagtailadmin_pages:edit", args=[site.about_en.pk])
        assert name == "preview_links" or page.select(f"a.board__language[href='{edit}']")


def test_the_menus_of_the_explorer_cost_no_query_for_each_row(site, client, staff):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    staff("marketing")
    address = reverse("wagtailadmin_explore", args=[site.home.pk])
    client.get(address)

    def about_locales() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return sum("wagtail_localize_" in one["sql"] for one in seen)

    before = about_locales()
    for number in range(5):
        put(site.home, StandardPage(title=f"P {number}", slug=f"p-{number}"))
    assert about_locales() == before
