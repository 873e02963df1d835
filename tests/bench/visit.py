"""The bytes of a first visit: what Chromium asks for, weighed as a browser over TLS gets it."""

from collections import defaultdict
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.bench.processes import Server
from tests.bench.table import Line
from tests.machine import browser

KIB = 1000  # bytes: kB as people and browsers write it
MOST = {"html": 10, "css": 14, "js": 8, "woff2": 65}  # kB
NAMES = {"html": "HTML", "css": "CSS", "js": "JavaScript", "woff2": "fonts"}


def asked_for(address: str) -> list[str]:
    """Every address that a first visit loads, in order."""
    seen: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        try:
            page = chromium.new_page()
            page.on("request", lambda request: seen.append(request.url))
            page.goto(address, wait_until="networkidle")
        finally:
            chromium.close()
    return [one for one in dict.fromkeys(seen) if not one.startswith("data:")]


def measure(server: Server) -> list[Line]:
    """The lines of a first visit of the home page."""
    home = f"http://localhost:{server.port}/"
    weights: dict[str, int] = defaultdict(int)
    elsewhere = 0
    for address in asked_for(home):
        parts = urlsplit(address)
        if parts.port != server.port:
            elsewhere += 1
            continue
        kind = "html" if address == home else parts.path.rpartition(".")[2]
        _status, _headers, body = server.ask(parts.path, {"Accept-Encoding": "gzip, deflate, br"})
        weights[kind] += len(body)
    lines = [
        Line(f"First visit of the home page: {NAMES[kind]}", weights[kind] / KIB, most, "kB")
        for kind, most in MOST.items()
    ]
    return [*lines, Line("First visit: requests to other hosts", elsewhere, 0, "")]
