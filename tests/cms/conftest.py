"""A small site in two languages, and staff with a role, for every test of this folder."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Page, sync_playwright
from wagtail_localize.models import Translation

from accounts.models import User
from accounts.services import set_roles
from tests.accounts.conftest import SECRET, code_for, enrol
from tests.browser.conftest import ARGUMENTS
from tests.factories.roles import all_roles
from tests.factories.small_site import small_site
from tests.machine import browser as chromium_path

# The roles that must show a second factor before they see anything.
SECOND_FACTOR = frozenset({"rh", "dpo", "administration"})


@pytest.fixture
def site(db) -> SimpleNamespace:
    return small_site()


@pytest.fixture
def staff(site, client) -> Callable[..., User]:
    """Sign in a staff member: staff("marketing"). The site is there before, so are its sections."""

    def sign_in(*roles: str) -> User:
        # Made by a migration: gone once an earlier test has emptied the tables.
        Permission.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(Translation),
            codename="submit_translation",
            defaults={"name": "Can submit translations"},
        )
        all_roles()
        user = User.objects.create_user(f"{'-'.join(roles)}@example.com", "four unrelated words")
        set_roles(by=None, user=user, roles=roles)
        client.force_login(user)
        if SECOND_FACTOR.intersection(roles):
            enrol(user)
            client.post("/admin/second-factor/", {"code": code_for(SECRET)})
        return user

    return sign_in


@pytest.fixture
def page_of(live_server, site, staff, client, monkeypatch) -> Iterator[Callable[..., Page]]:
    """Open an address of the admin as Marketing or another role: (address, width, theme, role) -> page."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    known: dict[str, list[SetCookieParam]] = {}

    def cookies_of(role: str) -> list[SetCookieParam]:
        if role not in known:
            client.cookies.clear()  # or the session of the former role ends
            staff(role)
            known[role] = [
                {"name": name, "value": morsel.value, "url": live_server.url}
                for name, morsel in client.cookies.items()
            ]
        return known[role]

    cookies_of("marketing")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)

        def open_page(
            address: str, width: int = 1280, theme: str = "light", role: str = "marketing"
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme
            )
            context.add_cookies(cookies_of(role))
            page = context.new_page()
            page.goto(f"{live_server.url}{address}")
            return page

        yield open_page
        browser.close()
