"""The board and the preview of a menu in Chromium: by keyboard, at two widths, in both themes, by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from cms.models import AnnouncementBar

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_board_fits_and_can_be_read_by_all(site, page_of, width, theme):
    site.about.save_revision().publish()  # one outdated, several missing: every mark is shown
    page = page_of(reverse("translation_board"), width, theme)
    assert page.locator("[data-state=outdated]").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".board").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_the_board_is_filtered_and_left_by_keyboard(site, page_of):
    page = page_of(reverse("translation_board"))
    page.locator("#id_title").focus()
    page.keyboard.type("français")
    page.keyboard.press("Enter")
    page.wait_for_url("**title=*")
    expect(page.locator(".board__table tbody tr")).to_have_count(1)
    page.locator("[data-language=EN] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/pages/*/edit/")
    english = site.only_french.get_translation(site.english)
    assert page.url.endswith(reverse("wagtailadmin_pages:edit", args=[english.pk]))


def test_the_preview_beside_the_form_shows_header_and_foot(site, page_of):
    bar = AnnouncementBar.objects.create(locale=site.english, text="Meet us in Paris")
    bar.save_revision().publish()
    page = page_of(reverse("wagtailsnippets_cms_announcementbar:edit", args=[bar.pk]))
    page.locator("button[data-side-panel=preview], [data-side-panel-toggle=preview]").first.click()
    frame = page.frame_locator("iframe[id^='w-preview'], iframe[title]").first
    expect(frame.get_by_text("Meet us in Paris")).to_be_visible(timeout=30_000)
    expect(frame.locator("header.header")).to_be_visible()
    expect(frame.locator("footer.footer")).to_have_count(1)
    expect(frame.locator("html")).to_have_attribute("lang", "en")
