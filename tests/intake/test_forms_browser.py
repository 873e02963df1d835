"""A public form in Chromium: its proof of work in a worker, and reCAPTCHA for who has agreed to it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.consent.browser_site import opened

pytestmark = pytest.mark.browser

CHECKED = """
from intake import tokens, work
print(work.is_done({answer!r}, tokens.read({token!r}, "your-data")))
"""
GOOGLE = """window.grecaptcha = {
    ready: (then) => then(),
    execute: async (key, { action }) => `${key} ${action}`,
    render: (place, { sitekey, theme }) => {
        const label = place.appendChild(document.createElement("label"));
        const box = label.appendChild(document.createElement("input"));
        label.append("Je ne suis pas un robot");
        box.type = "checkbox";
        const answer = place.appendChild(document.createElement("textarea"));
        Object.assign(answer, { name: "g-recaptcha-response", hidden: true });
        box.onchange = () => { answer.value = `${sitekey} ${theme}`; };
    },
};"""


@pytest.fixture(scope="module")
def site(tracked_site):
    """reCAPTCHA is switched on; the visitor decides."""
    with tracked_site(
        "recaptcha",
        RECAPTCHA_PUBLIC_KEY="public",
        RECAPTCHA_PRIVATE_KEY="private",
        HUMAN_CHECK_MIN_SECONDS="1",
    ) as running:
        yield running


@pytest.fixture
def form_page(profile, site):
    """A page with a form, opened by somebody who answers the panel with this button."""

    def second_version(route):
        # Asked of the server directly: a fetch through the page could outlive it.
        known = site.get(urlsplit(route.request.url).path).text
        route.fulfill(
            body=known.replace('"3:public"', '"2:public"'), content_type="application/json"
        )

    def go(answer: str, version: str = "3"):
        context = profile()
        if version == "2":  # the keys of a site that shows the box
            context.route(re.compile("/consent/register-"), second_version)
        context.route(
            re.compile("^https://www.google.com/"),
            lambda route: route.fulfill(body=GOOGLE, content_type="text/javascript"),
        )
        page = opened(context, f"{site.url}/")
        button = page.get_by_role("button", name=answer)
        if answer == "Tout accepter":
            follow(button)
        else:
            button.click()
        page.locator("#consent").wait_for(state="hidden")
        page.goto(f"{site.url}/vos-donnees/")
        page.wait_for_load_state("networkidle")
        if answer == "Tout accepter":
            page.wait_for_function("() => window.grecaptcha")
        return page

    return go


def test_the_work_is_done_in_a_worker_while_the_person_types(form_page, site):
    page = form_page("Tout refuser")
    workers, said = [], []
    page.on("worker", lambda worker: workers.append(worker.url))
    page.on("console", lambda message: said.append(message.text))
    form = page.locator("main form[data-token]")
    form.locator("[type=email]").fill("anais@example.com")
    expect(form.locator("[name=form_work]")).not_to_have_value("", timeout=30_000)
    assert workers == [f"{site.url}/static/js/work.js"]
    assert [line for line in said if "Content Security Policy" in line] == []
    token, answer = (
        form.locator(f"[name={name}]").input_value() for name in ("form_token", "form_work")
    )
    assert (
        site.manage("shell", "-v0", "-c", CHECKED.format(answer=answer, token=token)).strip()
        == "True"
    )


def test_recaptcha_goes_along_for_who_has_agreed_and_on_pages_with_a_form_alone(form_page, site):
    page = form_page("Tout accepter")
    google = [one for one in page.asked if "google.com" in one]
    assert google == ["https://www.google.com/recaptcha/api.js?render=public"]
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.post_data))
    form = page.locator("main form[data-token]")
    form.locator("[type=email]").fill("anais@example.com")
    expect(form.locator("[name=form_recaptcha]")).to_have_value("public your_data")
    expect(form.locator("[name=form_work]")).not_to_have_value("", timeout=30_000)
    follow(form.locator("[type=submit]"))
    sent = parse_qs(posts[-1])
    assert sent["form_recaptcha"] == ["public your_data"]
    assert sent["form_work"]


def test_the_box_of_the_second_version_stands_before_the_button_and_its_answer_goes_along(
    form_page,
):
    page = form_page("Tout accepter", version="2")
    google = [one for one in page.asked if "google.com" in one]
    assert google == ["https://www.google.com/recaptcha/api.js?render=explicit"]
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.post_data))
    form = page.locator("main form[data-token]")
    form.locator("[type=email]").fill("anais@example.com")
    box = form.get_by_label("Je ne suis pas un robot")
    assert box.bounding_box()["y"] < form.locator("[type=submit]").bounding_box()["y"]
    box.check()
    expect(form.locator("[name=form_work]")).not_to_have_value("", timeout=30_000)
    follow(form.locator("[type=submit]"))
    assert parse_qs(posts[-1])["g-recaptcha-response"] == ["public light"]


def test_without_an_agreement_google_is_not_asked(form_page):
    page = form_page("Tout refuser")
    assert not any("google.com" in one for one in page.asked)
