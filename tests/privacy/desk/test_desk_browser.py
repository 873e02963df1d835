"""The DPO's screens in Chromium: two widths, both themes, looked at by axe."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import sync_playwright

from accounts.services import set_roles
from privacy.breaches.models import Breach
from privacy.proof.models import ProofRun
from privacy.rights.models import AnswerTemplate, Kind, State, SubjectRequest
from privacy.rights.services import record
from tests.browser.conftest import ARGUMENTS
from tests.browser.looking import looks
from tests.machine import browser as chromium_path
from tests.privacy.conftest import BOTH, Candidate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=BOTH)]


@pytest.fixture
def full(dpo):
    """Something on every screen; the paths to look at."""
    now = timezone.now()
    for days in (5, 15, 30, 40, 41):
        Candidate.objects.bulk_create(
            Candidate(
                name="x", email=f"x{n}@example.com", last_exchange=now - timedelta(days=184 - days)
            )
            for n in range(days)
        )
    for age, kind in ((40, Kind.ERASURE), (22, Kind.ACCESS), (3, Kind.OBJECTION)):
        request = SubjectRequest.objects.create(
            email="jeanne.dupont@example.com",
            language="fr",
            kind=kind,
            state=State.OPEN,
            received_at=now - timedelta(days=age),
            words="Je souhaite que tout soit effacé.",
            proved_at=now,
        )
        record(request, "received")
    Candidate.objects.create(name="Jeanne", email="jeanne.dupont@example.com", last_exchange=now)
    Breach.objects.create(
        known_at=now - timedelta(hours=20), facts="Un envoi à la mauvaise adresse"
    )
    ProofRun.objects.create(passed=True, people=2, places=900)
    AnswerTemplate.objects.create(
        name="Effacement", language="fr", kind="", subject="Votre demande", text="Bonjour,"
    )
    start = "/admin/privacy/"
    breach = Breach.objects.get().pk
    return {
        "desk": f"{start}desk/",
        "requests": f"{start}requests/",
        "request": f"{start}requests/{request.pk}/",
        "held": f"{start}requests/{request.pk}/held/",
        "enter": f"{start}requests/enter/",
        "register": f"{start}register/",
        "breaches": f"{start}breaches/",
        "breach": f"{start}breaches/{breach}/",
        "templates": f"{start}templates/",
        "template": f"{start}templates/new/",
    }


def test_every_screen_fits_and_can_be_read_by_all(full, desk, live_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cookies = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in desk.cookies.items()
    ]
    problems = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        context = browser.new_context(locale="fr-FR", reduced_motion="reduce")
        context.add_cookies(cookies)
        page = context.new_page()
        for name, path in full.items():
            page.goto(live_server.url + path)
            page.wait_for_load_state("networkidle")
            assert page.url.endswith(path), f"{name}: {page.url}"
            for look in looks(page):
                if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                    problems.append(f"{name}, {look}: too wide")
                found = Axe().run(page, context="main").response["violations"]
                problems += [
                    f"{name}, {look}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found
                ]
        browser.close()
    assert problems == []


def test_the_roles_fixture_gives_the_desk(person):
    user = person("dpo")
    assert user.has_perm("rights.answer_subjectrequest")
    set_roles(by=None, user=user, roles=())
    user = type(user).objects.get(pk=user.pk)
    assert not user.has_perm("rights.answer_subjectrequest")
