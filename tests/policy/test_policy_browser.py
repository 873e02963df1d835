"""The policy in Chromium: axe in both themes on a phone and a desk, and what works without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from policy.models import PolicyPage
from policy.services import freeze
from privacy.models import RetentionLength
from privacy.rights.models import SubjectRequest
from tests.accounts.conftest import PASSWORD, code_for, enrol, secret_of
from tests.browser.conftest import ARGUMENTS
from tests.browser.following import follow
from tests.browser.looking import looks
from tests.machine import browser as chromium_path
from tests.policy.starting import policy_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser of the policy"),
]
PUBLIC = (
    "/confidentialite/",
    "/en/privacy/",
    "/confidentialite/versions/1.12/",
    "/confidentialite/differences/2.0/2.1/",
    "/confidentialite/date/?d=2026-03-03",
    "/confidentialite/date/?d=x",
    "/confidentialite/dpo/",
)
STAFF = ("/admin/policy/", "/admin/policy/versions/2.1/", "/admin/policy/import/")


@pytest.fixture
def chromium(live_server, settings, monkeypatch):
    """The starter policy with a second version, served; and Chromium."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.HUMAN_CHECK_MIN_SECONDS = 0
    settings.FORM_POSTS_PER_MINUTE = 0
    policy_site()
    apply_roles()
    page = PolicyPage.objects.get(locale__language_code="fr")
    page.body[0].value["heading"] = "Qui nous sommes"
    page.save_revision()
    RetentionLength.objects.create(rule="rights-answered", length=3)
    comment = {"fr": "Plus court.", "en": "Shorter."}
    freeze(number="2.1", effective_on=timezone.localdate(), author="ALE", comment=comment)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


def faults(page, context: str) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, context=context).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


def test_every_page_is_accessible_and_fits(chromium, live_server):
    problems = []
    page = chromium.new_context(reduced_motion="reduce").new_page()
    for path in PUBLIC:
        page.goto(f"{live_server.url}{path}")
        for look in looks(page):
            problems += [(path, look, one) for one in faults(page, "main")]
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            problems += [(path, look, "too wide")] if over else []
    assert problems == []


def test_the_screens_of_staff_are_accessible(chromium, live_server):
    user = User.objects.create_user("dpo@example.com", PASSWORD)
    set_roles(by=None, user=user, roles=["dpo"])
    enrol(user)
    client = Client()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    client.post("/admin/second-factor/", {"code": code_for(secret_of(user))})
    cookies = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    problems = []
    context = chromium.new_context(reduced_motion="reduce")
    context.add_cookies(cookies)
    page = context.new_page()
    for path in STAFF:
        page.goto(f"{live_server.url}{path}")
        for look in looks(page):
            problems += [(path, look, one) for one in faults(page, ".content-wrapper")]
    assert problems == []


def test_without_javascript_a_person_writes_compares_and_looks_up(chromium, live_server):
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{live_server.url}/confidentialite/")
    follow(page.get_by_role("link", name="Comparer des versions"))
    follow(page.get_by_role("button", name="Comparer"))
    assert page.url.endswith("/confidentialite/differences/2.0/2.1/")
    page.goto(f"{live_server.url}/confidentialite/dpo/")
    page.get_by_label("Votre adresse électronique").fill("anais@example.com")
    page.get_by_label("Votre message").fill("Qui lit mon CV ?")
    follow(page.get_by_role("button", name="Envoyer mon message"))
    # The page that comes back keeps everything and holds a token: one more click.
    page.get_by_role("button", name="Envoyer mon message").click()
    page.wait_for_url("**/confirmation/")
    assert SubjectRequest.objects.get().words == "Qui lit mon CV ?"


def test_the_address_is_copied_whole_and_never_stands_in_the_page(chromium, live_server):
    context = chromium.new_context(locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/confidentialite/dpo/")
    page.get_by_role("button", name="Copier l’adresse").click()
    page.get_by_text("L’adresse est copiée.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == "@".join(["dpo", "dimelo.com"])
    assert not re.search(r"[\w.+-]+@[\w-]+\.\w{2,}", page.content())
