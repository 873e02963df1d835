"""The desk in Chromium: two roles one after the other, HR's dates, and the screens beside the lists."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page as Screen
from playwright.sync_api import expect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.apply import apply_roles
from careers.models import CareersPage, OfferPage
from cms.models import MissingPath
from pages.link_keeper.models import BrokenLink
from pages.link_keeper.scanning import scan
from pages.models import NewsPage, StandardPage
from pages.pieces.models import FrequentQuestion, SharedContent
from tests.browser.looking import is_readable
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put

__all__ = ["page_of", "site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(screen: Screen, selector: str) -> None:
    """Go on with the keyboard, to another page or to this one again."""
    screen.locator(selector).first.focus()
    with screen.expect_navigation():
        screen.keyboard.press("Enter")


def test_editing_submits_and_marketing_publishes_with_the_keyboard(site, page_of):
    article = put(
        site.news,
        NewsPage(title="Salon", slug="salon", summary="Trois jours.", date=NOW.date()),
        live=False,
    )
    article.save_revision()
    editor = f"/admin/pages/{article.pk}/edit/"
    screen = page_of(editor, role="redaction")
    screen.locator("footer [data-w-dropdown-target=toggle]").press("Enter")
    press(screen, "button[name=action-submit]")
    assert Page.objects.get(pk=article.pk).workflow_in_progress
    assert not Page.objects.get(pk=article.pk).live

    screen = page_of("/admin/")
    waiting = screen.locator("main").get_by_role("link", name="Salon")
    waiting.first.focus()
    with screen.expect_navigation():
        screen.keyboard.press("Enter")
    approve = screen.locator("button[data-workflow-action-name=approve]").first
    if not approve.is_visible():
        screen.locator("footer [data-w-dropdown-target=toggle]").press("Enter")
    press(screen, "button[data-workflow-action-name=approve]")
    assert Page.objects.get(pk=article.pk).live


def test_hr_moves_the_last_day_of_an_offer(site, page_of):
    with time_machine.travel(NOW, tick=False):
        careers = put(site.home, CareersPage(title="Carrières", slug="carrieres"))
        offer = put(careers, OfferPage(title="Développeuse", slug="dev"), live=False)
        OfferPage.objects.filter(pk=offer.pk).update(live=True, apply_until="2026-12-11")
        apply_roles()
        screen = page_of("/admin/calendar/?month=2026-12", role="rh")
        entry = screen.locator(f"[data-key='{offer.pk}']")
        entry.drag_to(screen.locator("[data-day='2026-12-18']"))
        expect(screen.get_by_text("Déplacée au 18 décembre 2026.")).to_be_visible()
        field = screen.get_by_label("Nouveau moment de « Développeuse »")
        field.fill("2026-12-22")
        field.press("Enter")
        expect(screen.locator("[data-day='2026-12-22']")).to_contain_text("Développeuse")
        is_readable(screen, ".board")
    assert OfferPage.objects.get(pk=offer.pk).apply_until == datetime.date(2026, 12, 22)


def test_lost_addresses_and_redirects_are_put_in_order_with_the_keyboard(site, page_of):
    day = NOW.date()
    lost = MissingPath.objects.create(path="/ancien", count=7, first_day=day, last_day=day)
    noise = MissingPath.objects.create(path="/bruit", count=9, first_day=day, last_day=day)
    for old, new in (("/un", "/deux"), ("/deux", "/a-propos/"), ("/a", "/b"), ("/b", "/a")):
        Redirect.objects.create(old_path=old, redirect_link=new)
    screen = page_of(reverse("missing_paths:index"))
    press(screen, f"form[action$='/{noise.pk}/ignore/'] button")
    press(screen, f"a[href$='/missing-paths/{lost.pk}/']")
    address = screen.locator("[name$=link]")
    address.focus()
    screen.keyboard.type("/a-propos/")
    with screen.expect_navigation():
        screen.keyboard.press("Enter")
    expect(screen.locator("main")).not_to_contain_text("/bruit")
    press(screen, "form[action$='/fold/'] button")
    home = screen.url.split("/admin/")[0]
    for path in ("/ancien/", "/un/", "/deux/"):
        screen.goto(home + path)
        assert screen.url == f"{home}/a-propos/"


def test_every_screen_beside_the_lists_can_be_read(site, page_of):
    day = NOW.date()
    missing = MissingPath.objects.create(path="/ancien", count=7, first_day=day, last_day=day)
    for old, new in (("/un", "/deux"), ("/deux", "/trois"), ("/a", "/b"), ("/b", "/a")):
        Redirect.objects.create(old_path=old, redirect_link=new)
    link = [("text", {"text": '<p><a href="/perdu/">perdu</a></p>'})]
    put(site.home, StandardPage(title="Annonce", slug="annonce", body=link))
    scan()
    broken = BrokenLink.objects.get()
    shared = SharedContent.objects.create(name="Adresse", locale=site.french)
    question = FrequentQuestion.objects.create(question="Quand ?", locale=site.french)

    def of_piece(piece: object, view: str) -> str:
        return reverse(type(piece).snippet_viewset.get_url_name(view), args=[piece.pk])

    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for address, part in (
        (reverse("missing_paths:index"), ".board"),
        (reverse("missing_paths:target", args=[missing.pk]), "main form"),
        (reverse("publication_checks", args=[site.about.pk]), ".board"),
        (reverse("publication_rules"), "main"),
        (reverse("review_date", args=[site.about.pk]), ".board"),
        (reverse("page_template", args=[site.about.pk]), ".board"),
        (reverse("link_keeper:target", args=[broken.pk]), "main form"),
        (of_piece(shared, "usage"), "main"),
        (of_piece(question, "delete"), "main"),
        (f"{bulk}?id={site.about.pk}", "main"),
        (reverse("wagtailadmin_pages:delete", args=[site.about.pk]), "main .nice-padding"),
    ):
        screen = page_of(address)
        expect(screen.get_by_role("heading").first).to_be_attached()
        assert screen.locator(part).count(), address
        is_readable(screen, part)
