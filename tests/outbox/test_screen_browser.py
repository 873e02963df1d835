"""The screen in Chromium: by keyboard alone, at two widths, in both themes, looked at by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from outbox.models import Delivery, State
from tests.machine import browser as browser_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture
def page_of(live_server, django_user_model, monkeypatch, other_side):
    """Open the screen as somebody who may act; (width, theme) -> page."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    user = django_user_model.objects.create_user("staff@example.com", "x" * 12)
    user.user_permissions.add(
        *Permission.objects.filter(
            codename__in=["access_admin", "view_delivery", "change_delivery"]
        )
    )
    client = Client()
    client.force_login(user)
    cookies = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)

        def open_page(width: int = 1280, theme: str = "light"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme
            )
            context.add_cookies(cookies)
            page = context.new_page()
            page.goto(f"{live_server.url}/admin/outbox/")
            return page

        yield open_page
        browser.close()


@pytest.fixture
def stuck(send, other_side):
    """Three deliveries, two of them set aside."""
    found = [send(name) for name in ("1", "2", "3")]
    Delivery.objects.filter(pk__in=[found[0].pk, found[1].pk]).update(state=State.SET_ASIDE)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_fits_and_can_be_read_by_all(stuck, page_of, width, theme):
    page = page_of(width, theme)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context=".outbox-overview").response["violations"]
    assert [violation["id"] for violation in found] == []


def test_several_are_dropped_by_keyboard(stuck, page_of):
    page = page_of()
    for delivery in stuck[:2]:
        page.locator(f'input[data-object-id="{delivery.pk}"]').focus()
        page.keyboard.press("Space")
    act = page.locator('[data-bulk-action-button][href*="drop"]')
    expect(act).to_be_visible()
    act.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/outbox/delivery/drop/**")
    page.locator("#id_reason").focus()
    page.keyboard.type("mauvais destinataires")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/outbox/")
    states = list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.DROPPED, State.DROPPED, State.WAITING]


def test_all_listed_follows_the_filter(stuck, page_of):
    page = page_of()
    page.goto(page.url + "?state=set_aside")
    page.locator(".outbox-all a").first.press("Enter")
    page.wait_for_url("**/bulk/outbox/delivery/retry/**")
    page.locator("form button[type=submit]").last.press("Enter")
    page.wait_for_url("**/admin/outbox/?state=set_aside")
    states = list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.AGAIN, State.AGAIN, State.WAITING]
