"""Pictures of the panel as visitors see it: both languages, a phone and a desk."""

from __future__ import annotations

from dataclasses import dataclass

from consent.audit.browser import chromium

WIDTHS = {360: 800, 1280: 800}  # width: height of the window
HOMES = {"fr": "/", "en": "/en/"}


@dataclass(frozen=True)
class Shot:
    """One picture, and the version of the panel that is on it."""

    language: str
    width: int
    version: str
    image: bytes


def photograph(base: str, browser_path: str = "") -> list[Shot]:
    """The panel of the site at `base`. Raises NoBrowser; no shot where no panel is shown."""
    shots = []
    with chromium(browser_path) as browser:
        for language, path in HOMES.items():
            for width, height in WIDTHS.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, reduced_motion="reduce"
                )
                page = context.new_page()
                page.goto(base.rstrip("/") + path)
                page.wait_for_load_state("networkidle")
                version = page.locator("#consent [name=panel]").first
                if version.count():
                    found = version.get_attribute("value") or ""
                    shots.append(Shot(language, width, found, page.screenshot()))
                context.close()
    return shots
