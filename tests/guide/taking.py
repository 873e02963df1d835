"""One run: prepare, fill, serve, sign in as each role, take the pictures."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from config import catalogues, prepare, start
from newsletter.stand_in.audience import LIST
from newsletter.stand_in.server import KEY, StandIn
from tests.machine import browser as chromium
from tests.servers import ROOT, SiteServer

if TYPE_CHECKING:
    from tests.guide.people import Demo

FOLDER = ROOT / "static" / "images" / "guide"
MOST_BYTES = 60_000
SCALE = 1  # shown at about 880 px in the README


def main() -> int:
    """The pictures named on the command line, or all; `--stay` serves the site to look around in."""
    import django

    with StandIn() as mailchimp:
        os.environ.update(
            MAILCHIMP_API_KEY=KEY, MAILCHIMP_AUDIENCE_ID=LIST, MAILCHIMP_BASE_URL=mailchimp.url
        )
        catalogues.compile_all(start.ROOT)
        django.setup()
        prepare.database()
        start.collect_static()

        from tests.guide.people import Demo

        demo = Demo(port=int(os.environ["PORT"]))
        demo.fill()
        take(demo, set(sys.argv[1:]))
    return 0


def take(demo: "Demo", wanted: set[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _served() as server, _chromium() as browser:
        if "--stay" in wanted:
            sys.stdout.write(f"{server.url}/admin/  {demo.accounts()}\n")
            sys.stdout.flush()
            Event().wait()
        _pictures(browser, server, demo, wanted)


def _pictures(browser: Browser, server: SiteServer, demo: "Demo", wanted: set[str]) -> None:
    from tests.guide.pictures import pictures

    sessions: dict[str, BrowserContext] = {}
    for picture in pictures(demo):
        if wanted and picture.name not in wanted:
            continue
        if picture.role not in sessions:
            context = browser.new_context(
                base_url=server.url,
                locale="fr-FR",
                color_scheme="light",
                reduced_motion="reduce",
                device_scale_factor=SCALE,
                extra_http_headers={"X-Forwarded-For": "203.0.113.7"},
            )
            if picture.role:
                demo.sign_in(context, picture.role)
            sessions[picture.role] = context
        page = sessions[picture.role].new_page()
        page.set_viewport_size({"width": picture.width, "height": picture.height})
        answer = page.goto(picture.path)
        assert answer is not None
        assert answer.status == 200, picture.name
        assert page.url.endswith(picture.path), f"{picture.name}: led to {page.url}"
        page.wait_for_load_state("networkidle")
        picture.prepare(page)
        _keep(page.screenshot(), FOLDER / f"{picture.name}.webp")
        page.close()


def _keep(png: bytes, path: Path) -> None:
    """Write the picture as WebP, as well as its place in the repository allows."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    for quality in (82, 74, 66, 58, 50):
        written = BytesIO()
        picture.save(written, "WEBP", quality=quality, method=6)
        if written.tell() < MOST_BYTES:
            break
    path.write_bytes(written.getvalue())
    sys.stdout.write(f"{path.relative_to(ROOT)}: {written.tell() // 1000} kB\n")
    sys.stdout.flush()


@contextmanager
def _served() -> Iterator[SiteServer]:
    """The real server and the worker, which has caught up with what waits."""
    server = SiteServer(int(os.environ["PORT"]), Path(os.environ["TEST_VAR"]), dict(os.environ))
    with (server.var / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, stdout=log, stderr=log
        )
    try:
        server.start()
        pause = Event()
        for _ in range(300):  # the worker and its schedule are there
            if server.get("/readyz").status == 200:
                break
            pause.wait(0.5)
        yield server
    finally:
        server.stop()
        worker.terminate()
        worker.wait(60)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
