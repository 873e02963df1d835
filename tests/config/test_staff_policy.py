"""The policy of staff screens, in Chromium: everything works, nothing more is allowed."""

import json
from collections.abc import Iterator

import pytest

from tests.machine import browser as find_browser
from tests.observatory import policy_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("staff policy")]
WATCH = """
document.addEventListener("securitypolicyviolation", event => console.log("VIOLATION " + JSON.stringify(
  [event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber])));
"""


@pytest.fixture(scope="module")
def site(make_site):
    return make_site()


@pytest.fixture(scope="module")
def staff(site) -> Iterator:
    """(page, faults): a signed-in editor's browser, and what it complained about."""
    from playwright.sync_api import sync_playwright

    email, password = site.add_staff("marketing")
    faults: list[str] = []

    def heard(message):
        if message.text.startswith("VIOLATION") or "Content Security Policy" in message.text:
            faults.append(message.text)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_browser(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        context = chromium.new_context(base_url=site.url)
        context.set_default_timeout(90_000)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", heard)
        page.goto("/admin/login/")
        page.fill("input[name=username]", email)
        page.fill("input[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        yield page, faults
        chromium.close()


def home_editor(site) -> str:
    query = (
        "from pages.models import HomePage;"
        "print(HomePage.objects.filter(locale__language_code='fr').first().pk)"
    )
    return f"/admin/pages/{site.manage('shell', '-v0', '-c', query).strip()}/edit/"


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/images/add/",
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
        "/admin/account/",
        "/admin/redirects/",
    ],
)
def test_a_screen_of_wagtail_runs_without_a_complaint(staff, address):
    page, faults = staff
    faults.clear()
    reply = page.goto(address)
    assert reply.status == 200
    page.wait_for_load_state("networkidle")
    assert faults == []


def test_the_editor_and_its_preview_work(site, staff):
    page, faults = staff
    faults.clear()
    page.goto(home_editor(site))
    page.locator("[contenteditable=true]").first.wait_for()
    page.click("[data-side-panel-toggle=preview], [aria-label*=perçu]")
    frame = page.frame_locator("iframe[data-preview-iframe], iframe[title*=réview], iframe").first
    frame.locator("h1").first.wait_for()
    assert frame.locator("main").count() == 1
    assert faults == []


def test_screens_are_as_strict_as_wagtail_allows(staff):
    page, _ = staff
    reply = page.goto("/admin/")
    policy = policy_of(reply.headers["content-security-policy"])
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == {"'none'"}
    assert policy["script-src"] == {"'self'"}
    assert policy["script-src-elem"] == {"'self'", "'unsafe-inline'"}
    assert policy["script-src-attr"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'self'"}
    assert "'unsafe-eval'" not in json.dumps(reply.headers)


def test_whoever_signs_out_gets_the_strict_policy_again(site, staff):
    page, _ = staff
    page.context.clear_cookies()
    reply = page.goto("/admin/")
    assert "unsafe-inline" not in reply.headers["content-security-policy"]
