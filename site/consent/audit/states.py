"""The five states a visitor can be in, each played through the panel that visitors see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from consent.audit.browser import GPC_SCRIPT, gpc_options
from consent.audit.comparing import Expected, Finding
from consent.audit.observing import Observation, Watcher
from consent.declarations import Trace
from consent.trackers import ActiveService

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRESH, REFUSED, ACCEPTED, WITHDRAWN, GPC = "fresh", "refused", "accepted", "withdrawn", "gpc"


@dataclass(frozen=True)
class Register:
    """What the register says, read before the browser starts."""

    active: tuple[ActiveService, ...]
    essentials: list[Trace]

    @property
    def asked(self) -> list[ActiveService]:
        return [one for one in self.active if one.service.needs_consent]

    @property
    def exempt(self) -> tuple[ActiveService, ...]:
        return tuple(one for one in self.active if not one.service.needs_consent)


@dataclass
class Audit:
    """One run over one site."""

    browser: Browser
    base: str
    paths: list[str]
    register: Register

    def __post_init__(self) -> None:
        self.seen: set[tuple[str, str, str]] = set()
        self.loads = 0

    def run(self) -> Iterator[Finding]:
        """Every state in turn; yields what must not be."""
        yield from self.fresh()
        yield from self.gpc()
        if self.register.asked:
            yield from self.refused()
            for one in self.register.asked:
                yield from self.accepted_then_withdrawn(one)

    def fresh(self) -> Iterator[Finding]:
        """Nobody has chosen: nothing may load, and nothing may be ticked."""
        expected = self.expected(FRESH, self.register.exempt, asks=bool(self.register.asked))
        exempt = {one.slug for one in self.register.exempt}
        watcher = self.watcher()
        for path in self.paths:
            expected.asks = bool(self.register.asked) and has_panel(path)
            found = watcher.open(path)
            yield from self.compared(expected, found)
            for box in sorted(found.ticked - exempt):
                yield Finding(FRESH, path, "ticked", box)
            if found.left_something:
                # The next page is to be seen by somebody who has never been here.
                watcher.context.close()
                watcher = self.watcher()
        watcher.context.close()

    def refused(self) -> Iterator[Finding]:
        watcher = self.watcher()
        watcher.open(self.panel_path)
        watcher.page.locator("#consent [name=verdict][value=refuse]").click()
        watcher.page.locator("#consent").wait_for(state="hidden")
        yield from self.everywhere(watcher, self.expected(REFUSED, self.register.exempt))
        watcher.context.close()

    def accepted_then_withdrawn(self, one: ActiveService) -> Iterator[Finding]:
        """Agree to this one alone and go everywhere; take it back and go everywhere again."""
        watcher = self.watcher()
        watcher.open(self.panel_path)
        page = watcher.page
        page.locator("#consent summary").click()
        # Whatever a page has ticked by itself is none of the visitor's doing.
        for box in page.locator("#consent [name=service]").all():
            box.set_checked(box.get_attribute("value") == one.slug)
        with page.expect_navigation():
            page.locator("#consent details [type=submit]").click()
        watcher.settle()
        allowed = (*self.register.exempt, one)
        yield from self.everywhere(watcher, self.expected(ACCEPTED, allowed, chosen=one.slug))
        watcher.open(self.panel_path)
        page.locator("[data-consent-open]").first.click()
        watcher.asked.clear()  # what was agreed to a moment ago has just been loaded, rightly
        with page.expect_navigation():
            page.locator("#consent [name=verdict][value=refuse]").click()
        watcher.settle()
        expected = self.expected(WITHDRAWN, self.register.exempt, chosen=one.slug)
        yield from expected.findings(watcher.look(self.panel_path))
        yield from self.everywhere(watcher, expected)
        watcher.context.close()

    def gpc(self) -> Iterator[Finding]:
        watcher = self.watcher(gpc=True)
        yield from self.everywhere(watcher, self.expected(GPC, ()))
        watcher.context.close()

    @property
    def panel_path(self) -> str:
        return next((path for path in self.paths if has_panel(path)), "/")

    def watcher(self, *, gpc: bool = False) -> Watcher:
        options = gpc_options() if gpc else {}
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        if gpc:
            context.add_init_script(GPC_SCRIPT)
        return Watcher(context, self.base)

    def expected(
        self,
        state: str,
        services: tuple[ActiveService, ...],
        *,
        asks: bool = False,
        chosen: str = "",
    ) -> Expected:
        host = urlsplit(self.base).hostname or ""
        return Expected(state, host, services, self.register.essentials, asks, chosen)

    def everywhere(self, watcher: Watcher, expected: Expected) -> Iterator[Finding]:
        for path in self.paths:
            yield from self.compared(expected, watcher.open(path))

    def compared(self, expected: Expected, found: Observation) -> Iterator[Finding]:
        self.loads += 1
        yield from expected.findings(found)
        self.seen |= expected.seen


def has_panel(path: str) -> bool:
    """Whether the panel stands on the page at `path`: the page of choices has it in another form."""
    return not path.rstrip("/").endswith("/cookies")
