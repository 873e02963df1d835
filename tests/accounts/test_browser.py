"""A person at the door, in a real Chromium: sign in, enrol, keep the codes, come back with one."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.machine import browser as chromium
from tests.servers import ROOT

from .conftest import code_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser of accounts")]
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def accounts(site_server: Any) -> dict[str, str]:
    """The first accounts as `make run` prints them: role -> password."""
    file = site_server.var / "first-accounts.txt"
    if not file.exists():
        subprocess.run(
            [sys.executable, "manage.py", "create_first_accounts"],
            cwd=ROOT,
            env=site_server.environment,
            capture_output=True,
            check=True,
        )
    text = file.read_text()
    return {m[1]: m[2] for m in re.finditer(r"^(\w+)@dimelo\.invalid +(\S+)$", text, re.M)}


@pytest.fixture
def page(browser: Browser, site_server: Any) -> Iterator[Page]:
    """A fresh visitor whose every refusal by the Content-Security-Policy fails the test."""
    context = browser.new_context(base_url=site_server.url, locale="fr-FR")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [c for c in complaints if "status of 4" not in c] == []


def look(page: Page, name: str) -> None:
    """axe finds nothing, nothing overflows: both sizes, both themes."""
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
            found = Axe().run(page)
            assert found.violations_count == 0, f"{name} {size} {scheme}\n{found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def sign_in(page: Page, role: str, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Adresse électronique").fill(f"{role}@dimelo.invalid")
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def test_a_person_with_personal_data_enrols_and_comes_back(
    page: Page, accounts: dict[str, str]
) -> None:
    page.goto("/admin/login/")
    look(page, "sign-in")
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_title(re.compile("^Erreur –"))
    expect(page.get_by_role("alert")).to_be_focused()
    look(page, "sign-in-error")

    sign_in(page, "rh", accounts["rh"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Activer la double authentification")
    expect(page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    page.get_by_text("Je ne peux pas la scanner").click()
    look(page, "set-up")
    secret = page.locator(".entrance__secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Relier ce téléphone").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Vos codes de secours")
    look(page, "codes")
    codes = [
        text.replace(" ", "") for text in page.locator(".entrance__codes code").all_inner_texts()
    ]
    assert len(codes) == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger les codes").click()
    assert codes[0] in download.value.path().read_text()
    page.get_by_role("button", name="J’ai conservé mes codes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    look_at_admin(page, "home-rh")

    page.goto("/admin/account/security/")
    look_at_admin(page, "security")
    leave(page)

    sign_in(page, "rh", accounts["rh"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre code")
    page.get_by_text("Je n’ai pas mon téléphone").click()
    look(page, "code")
    page.get_by_label("Code").fill("00000000")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("faux ou a déjà servi")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("il en reste 9")).to_be_visible()
    leave(page)

    sign_in(page, "rh", accounts["rh"])
    page.get_by_label("Code").fill(code_for(secret, time.time() + 30))
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")


def leave(page: Page) -> None:
    """Sign out as Wagtail's menu does, and be at the door again."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/")
    page.get_by_role("button", name=re.compile("@dimelo.invalid|Compte")).first.click()
    page.get_by_role("button", name=re.compile("déconnect", re.I)).or_(
        page.get_by_role("link", name=re.compile("déconnect", re.I))
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")


def look_at_admin(page: Page, name: str) -> None:
    """Our part of an admin screen; Wagtail's frame around it is Wagtail's."""
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
            found = Axe().run(page, context="#main")
            assert found.violations_count == 0, f"{name} {size} {scheme}\n{found.generate_report()}"


@pytest.mark.parametrize("role", ["redaction", "marketing", "entretien"])
def test_each_home_is_clean(page: Page, accounts: dict[str, str], role: str) -> None:
    sign_in(page, role, accounts[role])
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    look_at_admin(page, f"home-{role}")


def test_administration_invites_someone(
    page: Page, browser: Browser, accounts: dict[str, str], site_server: Any
) -> None:
    sign_in(page, "administration", accounts["administration"])
    page.get_by_text("Je ne peux pas la scanner").click()
    secret = page.locator(".entrance__secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Relier ce téléphone").click()
    page.get_by_role("button", name="J’ai conservé mes codes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    look_at_admin(page, "home-administration")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Inviter un membre de l’équipe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Équipe: Inviter un membre de l’équipe"
    )
    look_at_admin(page, "invite")
    page.get_by_label(re.compile("Adresse électronique", re.I)).fill("ada@example.com")
    page.get_by_label(re.compile("Prénom", re.I)).fill("Ada")
    page.locator("#id_last_name").fill("Lovelace")
    page.get_by_role("checkbox", name=re.compile("Rédaction")).check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("L’invitation est en route pour Ada Lovelace")).to_be_visible()
    look_at_admin(page, "staff")
    page.get_by_role("link", name="Ada Lovelace").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Lovelace")
    look_at_admin(page, "staff-edit")

    link = site_server.manage(
        "shell",
        "-v0",
        "-c",
        "from accounts.models import Invitation as I; from accounts.emails import address;"
        "i = I.objects.get(); print(address('accounts_invitation', i.pk, i.token))",
    ).strip()
    invited = browser.new_context(locale="fr-FR").new_page()
    invited.goto(link)
    look(invited, "invitation")
    invited.get_by_label("Nouveau mot de passe").fill("short")
    invited.get_by_label("Le même mot de passe").fill("shorter")
    invited.get_by_role("button", name="Choisir ce mot de passe").click()
    expect(invited.get_by_role("alert")).to_be_focused()
    look(invited, "invitation-error")
    invited.get_by_label("Nouveau mot de passe").fill("un très long mot de passe")
    invited.get_by_label("Le même mot de passe").fill("un très long mot de passe")
    invited.get_by_role("button", name="Choisir ce mot de passe").click()
    expect(invited.get_by_text("Votre mot de passe est enregistré")).to_be_visible()
    look(invited, "sign-in-after-invitation")
    invited.goto(link)
    expect(invited.get_by_role("heading", level=1)).to_have_text("Ce lien ne fonctionne plus")
    look(invited, "invitation-over")


def test_the_screens_of_a_forgotten_password(page: Page) -> None:
    page.goto("/admin/login/")
    page.get_by_role("link", name="J’ai oublié mon mot de passe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choisir un nouveau mot de passe")
    look(page, "reset")
    page.get_by_label("Adresse électronique").fill("nobody@example.com")
    page.get_by_role("button", name="M’envoyer le lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultez votre messagerie")
    look(page, "reset-asked")
    page.goto("/admin/password_reset/confirm/MQ/nothing/")
    look(page, "reset-over")


def test_too_many_attempts(page: Page) -> None:
    for _n in range(6):
        page.goto("/admin/login/")
        page.get_by_label("Adresse électronique").fill("mistyped@example.com")
        page.get_by_label("Mot de passe").fill("wrong")
        page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trop de tentatives")
    look(page, "wait")
