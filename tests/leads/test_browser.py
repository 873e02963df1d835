"""A visitor's and a marketer's whole path in Chromium, and axe on every page and screen of leads."""

import json
import re
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.following import follow
from tests.browser.looking import looks
from tests.machine import browser as chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser of leads")]


@pytest.fixture(scope="module")
def site(make_site):
    """The starter site, its covers drawn, with one member of Marketing."""
    server = make_site(FORM_POSTS_PER_MINUTE="0", HUMAN_CHECK_MIN_SECONDS="0")
    server.manage("worker", "--once")
    server.manage("worker", "--once")
    server.manage("prepare_renditions")
    server.staff = server.add_staff("marketing")
    return server


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, site):
    """A fresh browser on the site: `browse(width=360, theme="dark")`."""
    contexts = []

    def go(width=1280, theme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale="fr-FR",
            reduced_motion="reduce",
            **{"base_url": site.url, **options},
        )
        contexts.append(context)
        return context.new_page()

    yield go
    for context in contexts:
        context.close()


def sign_in(page, site):
    email, password = site.staff
    page.goto("/admin/login/")
    page.fill("input[name=username]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"/admin/$"))
    return page


def has_token(page):
    """A form asks for its token at the first key: nobody is done before it has come."""
    form = page.locator("main form[data-token]").first
    expect(form.locator("[name=form_token]")).not_to_have_value("")
    return form


def write(page, name="Camille", origin=""):
    """Write to the sales team; `origin`: words of the campaign that the form is to carry."""
    page.goto("/contact/")
    page.get_by_label("Objet").select_option(index=1)
    page.get_by_label("Nom", exact=True).fill("Durand")
    page.get_by_label("Prénom").fill(name)
    page.get_by_label("Adresse électronique professionnelle").fill("camille@entreprise.example")
    page.get_by_role("textbox", name="Entreprise", exact=True).fill("Entreprise")
    page.get_by_label("Votre message").fill("Bonjour, nous avons une question sur vos canaux.")
    form = has_token(page)
    if origin:
        expect(form.locator("[name=origin]")).to_have_value(re.compile(origin))
    page.get_by_role("button", name="Envoyer mon message").click()
    page.wait_for_url(re.compile("message-recu"))


def mails(site, address):
    found = []
    for file in sorted((site.var / "mail").glob("*")):
        text = file.read_bytes().decode("utf-8", "replace")
        found += [part for part in text.split("-" * 79) if f"To: {address}" in part]
    return found


def test_a_visitor_writes_and_marketing_answers(browse, site):
    visitor = browse()
    write(visitor)
    reference = visitor.locator(".receipt code").inner_text()
    visitor.reload()
    assert visitor.locator(".receipt code").inner_text() == reference
    assert visitor.context.cookies() == []
    staff = sign_in(browse(), site)
    staff.goto(f"/admin/leads/?q={reference}")
    follow(staff.get_by_role("link", name="Camille Durand"))
    assert "nous avons une question" in staff.content()
    staff.get_by_label("Objet").first.fill("Votre question")
    staff.get_by_label("Texte").first.fill("Bonjour Camille, voici la réponse.")
    follow(staff.get_by_role("button", name="Envoyer la réponse"))
    assert "Votre réponse est partie" in staff.content()
    site.manage("worker", "--once")
    texts = mails(site, "camille@entreprise.example")
    assert any(reference in text for text in texts)
    assert any("Votre question" in text for text in texts)


def test_without_javascript_the_same_path_is_one_click_longer(browse):
    page = browse(java_script_enabled=False)
    page.goto("/en/contact/")
    page.get_by_label("Subject").select_option(index=1)
    for label, value in (
        ("Last name", "Nobody"),
        ("First name", "Jo"),
        ("Professional e-mail address", "jo@company.example"),
        ("Company", "Company"),
        ("Your message", "A message without a script."),
    ):
        page.get_by_role("textbox", name=label, exact=True).fill(value)
    follow(page.get_by_role("button", name="Send my message"))
    assert page.get_by_label("Your message").input_value() == "A message without a script."
    page.get_by_role("button", name="Send my message").click()
    page.wait_for_url(re.compile("/en/message-recu/"))


def test_a_visitor_asks_for_a_guide_and_downloads_it_from_the_mail(browse, site):
    page = browse()
    page.goto("/ressources/")
    follow(page.get_by_role("link", name="Dix questions"))
    assert page.locator(".contents li").count() == 4
    page.get_by_label("Nom", exact=True).fill("Roux")
    page.get_by_label("Prénom").fill("Chloé")
    page.get_by_label("Adresse électronique professionnelle").fill("chloe@autre.example")
    has_token(page)
    page.get_by_role("button", name="M’envoyer le lien").click()
    page.wait_for_url(re.compile("ressource-demandee"))
    site.manage("worker", "--once")
    mail = mails(site, "chloe@autre.example")[-1]
    link = re.search(r"/ressource/lien/[\w=\n-]+?/", mail.replace("=\n", "")).group()
    page.goto(link)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert download.value.suggested_filename.endswith(".pdf")


def test_where_somebody_came_from_is_kept_and_sent_with_agreement_only(browse, make_site):
    server = make_site(
        DJANGO_SETTINGS_MODULE="tests.consent.settings",
        STAND_IN="127.0.0.1:9",
        STAND_INS_NAMED="origin-of-enquiries",
        FORM_POSTS_PER_MINUTE="0",
        HUMAN_CHECK_MIN_SECONDS="0",
    )
    switch_on = "from consent.models import Activation; Activation.objects.create"
    server.manage("shell", "-c", f"{switch_on}(service='origin-of-enquiries', switched_on=True)")
    server.staff = server.add_staff("marketing")
    page = browse(base_url=server.url)
    sent, kept = [], "sessionStorage.getItem('origin')"
    page.on("request", lambda one: sent.append(one.post_data or "") if one.method == "POST" else 0)

    def writes(name, origin=""):
        sent.clear()
        write(page, name, origin)
        return [value for body in sent for value in parse_qs(body).get("origin", [])]

    campaign = "/?utm_source=lettre&utm_campaign=Salon%202026&fbclid=abc"
    page.goto(campaign)
    assert page.locator("#consent").is_visible()
    assert writes("Alix") == []
    assert page.evaluate(kept) is None

    page.goto(campaign)
    follow(page.get_by_role("button", name="Tout accepter"))
    page.wait_for_function(f"() => {kept}")
    page.goto("/newsletter/")
    filled = page.locator("main .letter-form [name=origin]")
    expect(filled).to_have_value(re.compile("Salon 2026"))
    (told,) = writes("Billie", "Salon 2026")
    assert json.loads(told)["first"]["utm_campaign"] == "Salon 2026"

    page.locator("[data-consent-open]").click()
    follow(page.get_by_role("button", name="Tout refuser"))
    assert page.evaluate(kept) is None
    assert writes("Charlie") == []
    assert page.evaluate(kept) is None

    staff = sign_in(browse(base_url=server.url), server)
    staff.goto("/admin/leads/")
    follow(staff.locator("main td.title a").first)
    timeline = staff.locator("main").inner_text()
    assert timeline.count("salon-2026") == 2, "first and last touch of the one with agreement"
    assert "fbclid" not in timeline
    staff.goto("/admin/leads/figures/")
    assert staff.locator("main").get_by_text("salon-2026").first.is_visible()


PUBLIC = [
    "/contact/",
    "/en/contact/",
    "/ressources/",
    "/en/resources/",
    "/ressources/dix-questions-avant-de-reunir-vos-canaux/",
    "/ressources/grille-de-vos-canaux/",
    "/ressource/lien/unknown/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_axe_finds_nothing_on_public_pages(browse, path):
    findings, said = [], []
    page = browse()
    page.on("console", lambda message: said.append(message.text))
    page.goto(path)
    assert page.locator("h1").count() == 1
    for look in looks(page):
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, (path, look)
        findings += violations(page, look)
    assert findings == []
    assert [one for one in said if "410" not in one and "Permissions-Policy" not in one] == []


def test_axe_finds_nothing_in_what_is_wrong_and_what_is_right(browse):
    page = browse(width=360)
    page.goto("/contact/")
    page.get_by_label("Votre message").fill("x")
    page.get_by_role("button", name="Envoyer mon message").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator(".summary")).to_be_focused()
    findings = violations(page, "wrong")
    write(page, name="Axelle")
    assert findings + violations(page, "right") == []


def test_axe_finds_nothing_on_the_screens_of_marketing(browse, site):
    write(browse(), name="Claude")
    findings = []
    for theme, width in (("light", 1280), ("dark", 360)):
        page = sign_in(browse(width=width, theme=theme), site)
        page.goto("/admin/leads/")
        follow(page.locator("main td.title a").first)
        detail = page.url
        for path in (
            "/admin/leads/",
            detail,
            "/admin/leads/companies/",
            "/admin/leads/resources/",
            "/admin/leads/figures/",
            "/admin/leads/notices/",
            "/admin/leads/?q=zzzz",
        ):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            findings += [(path, *one) for one in violations(page, theme, inside="main")]
    assert findings == []


def test_keys_lead_through_the_leads(browse, site):
    write(browse(), name="Dominique")
    page = sign_in(browse(), site)
    page.goto("/admin/leads/")
    page.locator("main td.title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#timeline")
    page.wait_for_load_state()  # the keys are a script's
    page.keyboard.press("r")
    page.wait_for_url("**#answer")


def violations(page, look, inside=None):
    options = {"include": [[inside]]} if inside else None
    found = Axe().run(page, context=options).response["violations"]
    return [(look, one["id"], [node["html"][:160] for node in one["nodes"]][:2]) for one in found]
