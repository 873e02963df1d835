"""A candidate's whole life in Chromium on a real server: apply, be read, write, interview, refused,
kept, erased. Every screen is looked at by axe in both themes, on a phone and on a desk.
"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.accounts.conftest import SECRET, code_for
from tests.browser.conftest import ARGUMENTS
from tests.browser.following import follow
from tests.careers.applications import genuine
from tests.machine import browser as chromium
from tests.servers import SiteServer

pytestmark = pytest.mark.browser
FOUND: list[str] = []
MAKE = """
from types import SimpleNamespace
from pages.models import HomePage
from careers.models import CareersPage, Team, Workplace
from tests.factories.offers import put_offer
from tests.factories.small_site import put
from tests.accounts.conftest import enrol
from accounts.models import User
home = HomePage.objects.get(locale__language_code="fr")
site = SimpleNamespace()
site.careers = put(home, CareersPage(title="Emplois", slug="emplois"))
site.team, _made = Team.objects.get_or_create(slug="essai", locale=home.locale, defaults={"name": "Essai"})
site.workplace = Workplace.objects.create(name="Brest", slug="brest", postal_code="29200", locality="Brest")
offer = put_offer(site, slug="essai")
enrol(User.objects.get(email="rh@example.com"))
print("OFFER", offer.url)
"""

MORE = """
from types import SimpleNamespace
from careers.models import OfferPage
from tests.careers.applications.desk import many
many(SimpleNamespace(offer=OfferPage.objects.get(slug="essai")), 2, source="fair")
"""
# Whether a title of the admin is cut beside its button.
CUT = """
[...document.querySelectorAll(".w-breadcrumbs:has(~ #w-slim-header-buttons)")]
    .some(title => title.scrollWidth > title.clientWidth)
"""
KEYS_OFF = """
from accounts.models import User
from wagtail.users.models import UserProfile
profile = UserProfile.get_for_user(User.objects.get(email="rh@example.com"))
profile.keyboard_shortcuts = False
profile.save()
"""


@pytest.fixture(scope="module")
def chrome():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def house(make_site):
    """A site with an offer and somebody of HR: (server, address of the offer, address, password)."""
    server = make_site(HUMAN_CHECK_MIN_SECONDS="0", FORM_POSTS_PER_MINUTE="0")
    email, password = server.add_staff("rh")
    made = server.manage("shell", "-v0", "-c", MAKE)
    path = re.search(r"OFFER (\S+)", made)[1].removeprefix(server.url)
    return server, path, email, password


def opened(chrome: Browser, server: SiteServer) -> Page:
    page = chrome.new_context(base_url=server.url, locale="fr-FR").new_page()
    page.set_default_timeout(30_000)
    return page


def look(page: Page, name: str) -> None:
    """axe and overflow, in both themes, on a phone and on a desk; told together at the end."""
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
            report = Axe().run(page)
            ours = [
                one
                for one in report.response["violations"]
                if not all(is_wagtails(node) for node in one["nodes"])
            ]
            FOUND.extend(
                f"{name} {width} {scheme}: {one['id']} {one['nodes'][0]['html'][:160]}"
                for one in ours
            )
            if page.evaluate("document.documentElement.scrollWidth") > width:
                FOUND.append(f"{name} {width} {scheme}: wider than its window")
            if page.evaluate(CUT):
                FOUND.append(f"{name} {width} {scheme}: its title is cut")
    page.set_viewport_size({"width": 1280, "height": 900})


def is_wagtails(node: dict) -> bool:
    """Whether an element is the admin's own furniture (side bar, header)."""
    return any(
        part in str(node["target"])
        for part in ("sidebar", "#header", ".w-slim-header", ".c-sidebar")
    )


def mailed(server: SiteServer, subject: str) -> str:
    """The text of the newest mail with this subject, after the worker has passed."""
    import email
    import email.policy

    server.manage("worker", "--once")
    for path in sorted((server.var / "mail").glob("*.log"), key=lambda one: -one.stat().st_mtime):
        for part in path.read_bytes().split(b"-" * 79):
            message = email.message_from_bytes(part.strip(), policy=email.policy.default)
            if subject in str(message["Subject"]):
                return message.get_body(("plain",)).get_content()
    raise AssertionError(f"No mail with “{subject}”.")


def walk_the_board(hr: Page, server: SiteServer) -> None:
    """Move cards by dragging and by their menu, step through the filter by keys, switch the keys off."""
    server.manage("shell", "-v0", "-c", MORE)
    hr.goto("/admin/applications/board/")
    look(hr, "board")
    # By the edge of the card: its menu does not drag.
    hr.locator("[data-card]", has_text="Nom0").drag_to(
        hr.locator("[data-stage=shortlist]"), source_position={"x": 6, "y": 6}
    )
    expect(hr.locator("[data-stage=shortlist]")).to_contain_text("Nom0")
    card = hr.locator("[data-card]", has_text="Nom1")
    card.get_by_label("Étape").select_option("decision")
    card.get_by_role("button", name="Déplacer").click()
    expect(hr.locator("[data-stage=decision]")).to_contain_text("Nom1")

    hr.goto("/admin/applications/?source=fair")
    hr.get_by_role("link", name="Nom0").click()
    expect(hr.get_by_text("1 sur 2")).to_be_visible()
    hr.wait_for_load_state()  # keys are known once the page's scripts have run
    hr.keyboard.press("j")
    expect(hr.get_by_text("2 sur 2")).to_be_visible()
    hr.wait_for_load_state()  # keys are known once the page's scripts have run
    hr.keyboard.press("k")
    expect(hr.get_by_text("1 sur 2")).to_be_visible()
    server.manage("shell", "-v0", "-c", KEYS_OFF)
    hr.reload()
    hr.keyboard.press("j")
    hr.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    expect(hr.get_by_text("1 sur 2")).to_be_visible()
    hr.goto("/admin/applications/templates/new/")
    look(hr, "template")
    hr.set_viewport_size({"width": 360, "height": 900})
    for choice in hr.locator("form.apps-form select").all():
        box = choice.bounding_box()
        assert box["x"] + box["width"] <= 360, choice.get_attribute("name")
    hr.set_viewport_size({"width": 1280, "height": 900})
    for name in ("pool", "readers", "templates", "enter"):
        hr.goto(f"/admin/applications/{name}/")
        look(hr, name)


def test_a_candidates_whole_life(chrome, house, tmp_path: Path):
    server, path, email, password = house
    visitor = opened(chrome, server)
    cv = tmp_path / "Mon CV.pdf"
    cv.write_bytes(genuine.pdf_of("= Camille Dupont\n#lorem(120)"))

    # Apply, with a mistake first: the file is kept.
    visitor.goto(path)
    form = visitor.locator("form[enctype]")
    look(visitor, "offer")
    form.get_by_label("Prénom").fill("Camille")
    form.get_by_label("Nom", exact=True).fill("Dupont")
    form.get_by_label("Adresse électronique").fill("camille")
    form.get_by_label("Votre CV").set_input_files(cv)
    visitor.get_by_role("button", name="Envoyer ma candidature").click()
    expect(visitor.get_by_role("alert")).to_be_visible()
    expect(visitor.get_by_text("Nous avons gardé «\xa0Mon CV.pdf\xa0»")).to_be_visible()
    look(visitor, "error")
    form.get_by_label("Adresse électronique").fill("camille@example.com")
    visitor.get_by_role("button", name="Envoyer ma candidature").click()
    expect(visitor.get_by_role("heading", name="Votre candidature est arrivée")).to_be_visible()
    look(visitor, "received")

    # The mailed link.
    link = re.search(r"/candidature/[\w-]{20,}/", mailed(server, "Votre candidature est arrivée"))[
        0
    ]
    visitor.goto(link)
    expect(visitor.get_by_text("Personne ne l’a encore ouvert.")).to_be_visible()
    look(visitor, "page")

    # HR reads, notes, invites.
    hr = opened(chrome, server)
    hr.goto("/admin/login/")
    hr.get_by_label("Adresse électronique").fill(email)
    hr.get_by_label("Mot de passe").fill(password)
    hr.keyboard.press("Enter")
    hr.get_by_label("Code").fill(code_for(SECRET))
    hr.keyboard.press("Enter")
    hr.wait_for_url("**/admin/")
    expect(hr.get_by_role("heading", name="Les candidatures aujourd’hui")).to_be_visible()
    look(hr, "home")
    hr.goto("/admin/applications/")
    look(hr, "list")
    hr.get_by_role("link", name="Camille Dupont").first.click()
    expect(hr.get_by_role("img", name=re.compile("Page 1 du CV"))).to_be_visible()
    look(hr, "file")
    panel = hr.locator("details", has=hr.get_by_text("Écrire", exact=True))
    panel.locator("summary").click()
    panel.get_by_label("Objet").fill("Un entretien")
    panel.get_by_label("Texte").fill("Bonjour {first_name}, parlons-en.")
    panel.get_by_role("button", name="Envoyer").click()
    expect(hr.get_by_text("L’e-mail part dans la minute.")).to_be_visible()
    assert "Bonjour Camille, parlons-en." in mailed(server, "Un entretien")
    walk_the_board(hr, server)
    hr.goto("/admin/applications/statistics/")
    look(hr, "statistics")

    # The candidate answers, without JavaScript's help.
    visitor.goto(link)
    expect(visitor.get_by_text("Bonjour Camille, parlons-en.")).to_be_visible()
    visitor.get_by_label("Votre message").fill("Mardi me va.")
    visitor.get_by_role("button", name="Envoyer mon message").click()
    expect(visitor.get_by_text("Votre message est arrivé.")).to_be_visible()

    # Refused for tomorrow morning, cancelled, refused again.
    hr.goto("/admin/applications/?view=to-answer")
    hr.get_by_role("link", name="Camille Dupont").first.click()
    expect(hr.get_by_text("Mardi me va.")).to_be_visible()
    hr.locator("summary").get_by_text("Refuser", exact=True).click()
    hr.get_by_role("button", name="Refuser cette candidature").click()
    hr.get_by_role("button", name="Annuler ce message").click()
    expect(hr.get_by_text("Annulé\xa0: rien n’est envoyé.")).to_be_visible()

    # Erase everything.
    visitor.goto(link)
    follow(visitor.get_by_role("button", name="Tout effacer maintenant…"))
    look(visitor, "again")
    visitor.get_by_role("button", name="Tout effacer maintenant").click()
    server.manage("finish_erasures")
    visitor.goto(link)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Effacée le")
    assert not [one for one in (server.var / "private" / "cv").rglob("*") if one.is_file()]
    hr.goto("/admin/applications/")
    expect(hr.get_by_text("Camille Dupont")).to_have_count(0)
    assert FOUND == []
