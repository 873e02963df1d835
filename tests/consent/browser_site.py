"""The site with stand-ins for other companies' services, and Chromium in front of it."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.consent.stand_ins.server import StandInServer
from tests.machine import browser as chromium_path
from tests.servers import ROOT, SiteServer

SWITCH_ON = """
from consent import trackers
from consent.models import Activation
for slug in {slugs!r}.split():
    needs = trackers.service(slug).identifier
    entered = {{"switched_on": True, "identifier": needs.example if needs else ""}}
    Activation.objects.update_or_create(service=slug, defaults=entered)
"""
# The ready services that start with a script of their own.
SCRIPTED = "google-analytics google-ads google-marketing-platform hubspot linkedin-insight meta"


@pytest.fixture(scope="session")
def stand_in_host() -> Iterator[StandInServer]:
    server = StandInServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def tracked_site(make_site: Callable[..., SiteServer], stand_in_host: StandInServer):
    """`tracked_site("measure adverts", fault="…")`: the starter site with these switched on."""

    @contextlib.contextmanager
    def make(
        services: str = "measure adverts player", fault: str = "", **variables: str
    ) -> Iterator[SiteServer]:
        site = make_site(
            DJANGO_SETTINGS_MODULE="tests.consent.settings",
            STAND_IN=stand_in_host.address,
            STAND_INS_NAMED=services,
            STAND_IN_FAULT=fault,
            FORM_POSTS_PER_MINUTE="0",
            **variables,
        )
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", SWITCH_ON.format(slugs=services)],
            cwd=ROOT,
            env=site.environment,
            check=True,
        )
        # It has answered no page yet, so it remembers nothing of the register before that.
        try:
            yield site
        finally:
            site.stop()

    return make


@pytest.fixture(scope="session")
def consent_site(tracked_site) -> Iterator[SiteServer]:
    """The starter site with every stand-in. Shared: read, do not change."""
    with tracked_site(f"measure adverts player youtube {SCRIPTED}") as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def profile(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`profile(width=360, …)`: a browser without a past."""
    made = []

    def new(
        *, width: int = 1280, height: int = 800, theme: str = "light", **more
    ) -> BrowserContext:
        options = {"locale": "fr-FR", "reduced_motion": "reduce", **more}
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, **options
        )
        made.append(context)
        return context

    yield new
    for context in made:
        context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """The page, with the addresses it asked for in `page.asked`."""
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def kept(context: BrowserContext) -> set[str]:
    """Names of the cookies in a profile, ours left out."""
    return {cookie["name"] for cookie in context.cookies()} - {"consent"}
