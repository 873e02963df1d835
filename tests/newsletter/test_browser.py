"""The pages and screens in Chromium: axe in both themes on a phone and at a desk, and by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from newsletter.links import Purpose, address
from newsletter.models import Comparison, DailyCount, IssuePage, SignUp, Source, Topic, Trouble
from tests.machine import browser as chromium_path

from .conftest import subscribed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots" / "newsletter"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture
def look(live_server, monkeypatch):
    """Open a path on a phone and at a desk, in both themes; what axe finds, what sticks out."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)

        def go(path: str, name: str, *, cookies=(), within: str | None = None) -> list:
            found = []
            views = [("light", 360), ("dark", 1280)]
            if not within:
                views += [("light", 1280), ("dark", 360)]
            for theme, width in views:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=theme, locale="fr-FR"
                )
                context.add_cookies(
                    [{"name": n, "value": v, "url": live_server.url} for n, v in cookies]
                )
                page = context.new_page()
                page.goto(live_server.url + path)
                page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png", full_page=True)
                violations = Axe().run(page, context=within).response["violations"]
                found += [
                    (theme, width, one["id"], one["nodes"][0]["html"][:200]) for one in violations
                ]
                if page.evaluate("() => document.documentElement.scrollWidth") > width:
                    found.append((theme, width, "sticks out"))
                context.close()
            return found

        yield go
        browser.close()


def test_public_pages(letter, look, settings):
    settings.SITE_URL = ""
    Topic.objects.create(tag="produits", name_fr="Nouveautés des produits", name_en="Products")
    subscriber = subscribed()
    pages = {
        "page": "/newsletter/",
        "home": "/",
        "received": "/newsletter/confirmation/",
        "preferences": address(Purpose.PREFERENCES, subscriber, "fr"),
        "leave": address(Purpose.LEAVE, subscriber, "fr"),
    }
    assert {name: look(path, name) for name, path in pages.items()} == {name: [] for name in pages}


def test_marketing_screens(letter, look, django_user_model):
    from accounts.apply import apply_roles
    from accounts.services import set_roles

    apply_roles()
    user = django_user_model.objects.create_user("m@dimelo.example", "x" * 14)
    set_roles(by=None, user=user, roles=["marketing"])
    client = Client()
    client.force_login(user)
    cookies = [(name, morsel.value) for name, morsel in client.cookies.items()]
    subscriber = subscribed(trouble=Trouble.FORGOTTEN)
    subscriber.note("asked")
    SignUp.objects.create(
        email="x@example.com", language="fr", wording="x", source=Source.FORM, quarantined=True
    )
    Comparison.objects.create(full=True, seen=3, finished_at=timezone.now())
    for days in range(40):
        day = timezone.localdate() - timedelta(days=40 - days)
        DailyCount.objects.create(day=day, subscribed=80 + days * days // 9)
    issue = IssuePage(title="Novembre", slug="n", subject="Sujet", locale=letter.locale, live=False)
    letter.add_child(instance=issue)
    issue.save_revision()
    screens = {
        "overview": "",
        "subscriber": f"subscribers/{subscriber.pk}/",
        "import": "subscribers/import/",
        "queue": "queue/",
        "comparisons": "comparisons/",
        "issue": f"issues/{issue.pk}/",
    }
    found = {
        name: look(f"/admin/newsletter/{path}", name, cookies=cookies, within="#main")
        for name, path in screens.items()
    }
    assert found == {name: [] for name in screens}
