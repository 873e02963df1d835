"""What one load of a page does in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

WATCH = """addEventListener("securitypolicyviolation", (event) =>
    (window.keptAway ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`))"""
LOOK = """async () => {
    const from = "script[src], iframe[src], img[src], embed[src], source[src], video[src], audio[src]";
    const elements = [...document.querySelectorAll(from)].map((one) => one.src);
    for (const one of document.querySelectorAll("link[href]"))
        if (!["alternate", "canonical", "me", "license"].includes(one.rel)) elements.push(one.href);
    for (const one of document.querySelectorAll("object[data]")) elements.push(one.data);
    const boxes = document.querySelectorAll("#consent input, main form [data-service] input");
    const panel = document.getElementById("consent");
    return {
        elements,
        keptAway: window.keptAway ?? [],
        local: Object.keys(localStorage),
        session: Object.keys(sessionStorage),
        databases: (await indexedDB.databases()).map((one) => one.name),
        ticked: [...boxes].filter((one) => one.checked || one.defaultChecked).map((one) => one.value),
        panel: Boolean(panel?.checkVisibility()),
    };
}"""
PAUSE = 40  # milliseconds between two looks at what is still under way
LOOKS = 100


@dataclass
class Observation:
    """What was there after a load."""

    path: str
    status: int
    cookies: set[tuple[str, str]]  # (name, domain without a leading dot)
    local: set[str]
    session: set[str]
    databases: set[str]
    requests: set[str]  # hosts
    elements: set[str]  # hosts that elements of the page load from
    kept_away: set[str]  # "directive host"
    ticked: set[str]
    panel: bool

    @property
    def left_something(self) -> bool:
        """Whether the next load would not be a first one."""
        return bool(self.cookies or self.local or self.session or self.databases)


@dataclass
class Watcher:
    """One profile of the browser, with one page in it."""

    context: BrowserContext
    base: str
    page: Page = field(init=False)
    asked: list[str] = field(default_factory=list)
    under_way: set[Any] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.on("request", self._began)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._ended)

    @property
    def own(self) -> str:
        return urlsplit(self.base).netloc

    def _began(self, request: Request) -> None:
        self.asked.append(request.url)
        self.under_way.add(request)

    def _ended(self, request: Request) -> None:
        self.under_way.discard(request)

    def open(self, path: str) -> Observation:
        """Load a page and look when everything it began has ended."""
        self.asked.clear()
        self.under_way.clear()
        answer = self.page.goto(self.base + path)
        self.settle()
        return self.look(path, answer.status if answer else 0)

    def settle(self) -> None:
        """Wait until nothing is under way, twice in a row."""
        self.page.wait_for_load_state("load")
        quiet = 0
        for _look in range(LOOKS):
            self.page.wait_for_timeout(PAUSE)
            quiet = 0 if self.under_way else quiet + 1
            if quiet == 2:
                return

    def look(self, path: str, status: int = 200) -> Observation:
        seen = self.page.evaluate(LOOK)
        return Observation(
            path=path,
            status=status,
            cookies={
                (cookie["name"], cookie["domain"].lstrip(".")) for cookie in self.context.cookies()
            },
            local=set(seen["local"]),
            session=set(seen["session"]),
            databases=set(seen["databases"]),
            requests=self._foreign(self.asked),
            elements=self._foreign(seen["elements"]),
            kept_away={self._named(one) for one in seen["keptAway"]},
            ticked=set(seen["ticked"]),
            panel=seen["panel"],
        )

    def _foreign(self, addresses: list[str]) -> set[str]:
        hosts = {
            urlsplit(one).netloc for one in addresses if one.startswith(("http:", "https:", "ws"))
        }
        return hosts - {self.own, ""}

    def _named(self, violation: str) -> str:
        directive, _, blocked = violation.partition(" ")
        return f"{directive} {urlsplit(blocked).netloc or blocked}"
