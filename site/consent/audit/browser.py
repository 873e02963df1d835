"""Chromium for the auditor and the photographer. Playwright is a tool of development: said when missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class NoBrowser(Exception):
    """No browser, or no site in front of it; the text says what to do."""


@contextmanager
def chromium(path: str = "") -> Iterator[Browser]:
    """A headless Chromium. Raises NoBrowser.

    While it runs, nothing may ask the database: Playwright has an event loop in this thread.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowser(
            "This needs Playwright, which is installed for development only: make install-dev"
        ) from None
    found = path or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise NoBrowser(
            "This needs Chromium: apt-get install chromium, or name one with --browser."
        )
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as error:
            raise NoBrowser(f"{found} does not start: {str(error).splitlines()[0]}") from None
        try:
            yield browser
        except Error as error:
            raise NoBrowser(
                f"The site could not be looked at: {str(error).splitlines()[0]}"
            ) from None
        finally:
            browser.close()


def gpc_options() -> dict[str, Any]:
    """How a browser with Global Privacy Control asks for pages."""
    return {"extra_http_headers": {"Sec-GPC": "1"}}


GPC_SCRIPT = "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"
