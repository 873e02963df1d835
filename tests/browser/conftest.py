"""A site with every page type and block, served by the real server, and Chromium to look at it."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.machine import browser as chromium_path
from tests.ports import free_port
from tests.servers import SiteServer, environment_for, once, run_for

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What Chromium itself says about a header that it does not know is nothing of ours.
NOT_OURS = ("Error with Permissions-Policy header",)


@dataclass
class WholeSite:
    """The running site and the paths of its pages by name."""

    server: SiteServer
    paths: dict[str, str]

    def address(self, name_or_path: str) -> str:
        return self.server.url + self.paths.get(name_or_path, name_or_path)


@dataclass
class Visit:
    """A page in a browser of its own, and everything that happened while it was open."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture(scope="session")
def whole_site(
    migrated_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WholeSite]:
    """Every page type and every block, on a real server. Shared: read, do not change."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings"}

    def make(folder: Path) -> None:
        shutil.copytree(migrated_database, folder, dirs_exist_ok=True)
        environment = environment_for(folder, 8000, **settings)
        told = run_for(environment, "-m", "tests.browser.build", "8000")
        (folder / "pages.json").write_text(told.splitlines()[-1])

    made = once(tmp_path_factory, "whole-site", make)
    var, port = tmp_path_factory.mktemp("whole-site"), free_port()
    shutil.copytree(made, var, dirs_exist_ok=True)
    server = SiteServer(port, var, environment_for(var, port, **settings))
    server.start()
    yield WholeSite(server, json.loads((var / "pages.json").read_text()))
    server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, whole_site: WholeSite) -> Iterator[Callable[..., Visit]]:
    """`visit("story", width=360, theme="dark", …)`: open a page by name or path in a fresh profile."""
    contexts = []

    def go(
        name: str, *, width: int = 1280, height: int = 800, theme: str = "light", **options: Any
    ) -> Visit:
        options = {"reduced_motion": "reduce", "locale": "fr-FR", **options}
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, **options
        )
        contexts.append(context)
        opened = Visit(context.new_page())
        opened.page.on("console", lambda message: _keep(opened.console, message.text))
        opened.page.on("pageerror", lambda error: opened.console.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(whole_site.address(name))
        opened.page.wait_for_load_state("networkidle")
        return opened

    yield go
    for context in contexts:
        context.close()


def _keep(said: list[str], text: str) -> None:
    if not text.startswith(NOT_OURS):
        said.append(text)
