"""One page at the widths and in the themes it is read in, and what axe finds wrong with it."""

from collections.abc import Iterator
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Theme = Literal["light", "dark"]
LOOKS: tuple[tuple[int, Theme], ...] = (
    (360, "dark"),
    (360, "light"),
    (1280, "dark"),
    (1280, "light"),
)
_AT_REST = "() => Promise.allSettled(document.getAnimations().map((one) => one.finished))"


def looks(screen: Page) -> Iterator[str]:
    """Show the page in each way, without loading it again; nothing moves when it is given back."""
    for width, theme in LOOKS:
        screen.set_viewport_size({"width": width, "height": 900})
        put_on(screen, theme)
        yield f"{width} px, {theme}"


def put_on(screen: Page, theme: Theme) -> None:
    """Show the page in this theme."""
    screen.emulate_media(color_scheme=theme)
    # Colours fade from one theme to the other.
    screen.evaluate(_AT_REST)


def faults(screen: Page, inside: str) -> list[tuple[str, list[str]]]:
    """What axe finds within a part of the page: the rule, and the elements."""
    found = Axe().run(screen, context=inside).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def is_readable(screen: Page, inside: str) -> None:
    """Fails unless the page fits the window and axe finds nothing, however it is looked at."""
    for look in looks(screen):
        assert screen.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), look
        assert faults(screen, inside) == [], look


def in_both_themes(screen: Page, inside: str) -> None:
    """Fails when axe finds something at this width, where what is open would close at another."""
    for theme in ("dark", "light"):
        put_on(screen, theme)
        assert faults(screen, inside) == [], theme
