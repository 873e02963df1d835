"""The panel in Chromium: geometry, keyboard, phone, no script; what loads, and what goes again."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.consent.browser_site import SCRIPTED, kept, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser of the panel")]

STORED = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(one => one.name),
]"""


def others(page, stand_in_host) -> list[str]:
    return [one for one in page.asked if stand_in_host.address in one]


def press(page, name: str) -> None:
    """Press a button that leads to a new load of the page."""
    follow(page.get_by_role("button", name=name).first)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/", "/en/"])
def test_both_buttons_stand_side_by_side_alike(profile, consent_site, width, path):
    page = opened(profile(width=width), consent_site.url + path)
    accept, refuse = (page.locator(f"#consent [value={name}]") for name in ("accept", "refuse"))
    one, two = accept.bounding_box(), refuse.bounding_box()
    assert one["y"] == two["y"]
    assert abs(one["width"] - two["width"]) < 1
    assert one["height"] == two["height"] >= 44
    looks = """e => {
        const s = getComputedStyle(e);
        return [s.color, s.backgroundColor, s.fontWeight, s.fontSize, s.borderColor];
    }"""
    assert accept.evaluate(looks) == refuse.evaluate(looks)
    for button in (accept, refuse):
        assert button.is_visible()
    assert two["y"] + two["height"] <= 800, "seen without scrolling"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#consent :checked").count() == 0


def test_axe_finds_nothing_in_either_layer_theme_or_width(profile, consent_site):
    findings = []
    for theme in ("light", "dark"):
        for width in (360, 1280):
            context = profile(width=width, theme=theme)
            page = opened(context, f"{consent_site.url}/mentions-legales/")
            for open_it in (False, True):
                if open_it:
                    page.locator("#consent summary").click()
                found = Axe().run(page).response["violations"]
                findings += [(theme, width, one["id"], one["nodes"][0]["html"]) for one in found]
            page.goto(f"{consent_site.url}/cookies/")
            found = Axe().run(page).response["violations"]
            findings += [(theme, width, one["id"], one["nodes"][0]["html"]) for one in found]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert findings == []


def test_leaving_loads_nothing_and_the_panel_comes_back(profile, consent_site, stand_in_host):
    context = profile()
    for path in ("/", "/clients/"):
        page = opened(context, consent_site.url + path)
        assert page.locator("#consent").is_visible()
        assert others(page, stand_in_host) == []
        assert context.cookies() == []


def test_refusing_loads_nothing_and_is_not_asked_again(profile, consent_site, stand_in_host):
    context = profile()
    page = opened(context, consent_site.url)
    page.get_by_role("button", name="Tout refuser").click()
    page.locator("#consent").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.goto(f"{consent_site.url}/clients/")
    page.wait_for_load_state("networkidle")
    assert not page.locator("#consent").is_visible()
    assert others(page, stand_in_host) == []
    assert kept(context) == set()


def test_escape_is_a_refusal(profile, consent_site):
    context = profile()
    page = opened(context, consent_site.url)
    page.keyboard.press("Escape")
    page.locator("#consent").wait_for(state="hidden")
    value = next(one["value"] for one in context.cookies() if one["name"] == "consent")
    assert value.startswith("~~")


def test_the_keyboard_alone_chooses_one_by_one(profile, consent_site, stand_in_host):
    context = profile()
    page = opened(context, consent_site.url)
    page.keyboard.press("Tab")  # the skip link
    for name in ("Tout accepter", "Tout refuser"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # all of the first purpose
    page.keyboard.press("Space")
    expect(page.locator("[value=measure]")).to_be_checked()
    with page.expect_request("**/measure-script*"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert not any("adverts" in one for one in others(page, stand_in_host))


def test_accepting_loads_exactly_that_and_withdrawing_leaves_nothing(
    profile, consent_site, stand_in_host
):
    context = profile()
    page = opened(context, f"{consent_site.url}/produits/dimelo-digital/")
    page.locator("#consent summary").click()
    page.locator("[value=measure]").check()
    page.locator("[value=player]").check()
    press(page, "Enregistrer mes choix")
    assert kept(context) == {"_sm", "_sm_25"}
    assert set(page.evaluate(STORED)) == {"sm-queue", "sm-visit", "sm-base"}
    expect(page.frame_locator("iframe[data-service=player]").get_by_text("playing")).to_be_visible()
    assert not any("adverts" in one for one in others(page, stand_in_host))
    page.locator("[data-consent-open]").click()
    expect(page.locator("[data-made]")).to_have_text(re.compile("Choisi le \\d"))
    expect(page.locator("[value=measure]")).to_be_checked()
    expect(page.locator("[value=adverts]")).not_to_be_checked()
    page.asked.clear()
    press(page, "Tout refuser")
    assert kept(context) == set()
    assert page.evaluate(STORED) == []
    assert page.locator("iframe").count() == 0
    assert others(page, stand_in_host) == []


def test_a_pasted_tracker_cannot_load_even_after_another_was_accepted(
    profile, consent_site, stand_in_host
):
    page = opened(profile(), consent_site.url)
    page.locator("#consent summary").click()
    page.locator("[value=player]").check()
    press(page, "Enregistrer mes choix")
    blocked = page.evaluate(
        """(source) => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
            const script = document.createElement("script");
            script.src = source;
            document.body.append(script);
        })""",
        f"http://{stand_in_host.address}/pasted.js",
    )
    assert stand_in_host.address in blocked


def test_global_privacy_control_shows_no_panel(profile, consent_site, stand_in_host):
    context = profile(extra_http_headers={"Sec-GPC": "1"})
    context.add_init_script(
        "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"
    )
    page = opened(context, consent_site.url)
    assert not page.locator("#consent").is_visible()
    assert others(page, stand_in_host) == []
    page.locator("[data-consent-open]").click()
    expect(page.get_by_text("nous le prenons pour un refus")).to_be_visible()


def test_without_a_script_everything_works_and_the_answered_panel_is_gone(profile, consent_site):
    context = profile(width=360, java_script_enabled=False)
    page = opened(context, f"{consent_site.url}/clients/")
    assert page.locator("#consent").is_visible()
    follow(page.get_by_role("button", name="Tout refuser"))
    assert page.url == f"{consent_site.url}/clients/"
    expect(page.locator("#consent")).to_be_hidden()
    follow(page.locator("[data-consent-open]"))
    page.locator("main [value=measure]").check()
    follow(page.get_by_role("button", name="Enregistrer mes choix"))
    assert page.locator("main [value=measure]").is_checked()
    assert (
        "script-src 'self' http://127.0.0.1"
        in page.request.get(page.url).headers["content-security-policy"]
    )


def test_a_choice_that_cannot_be_recorded_says_so_and_loads_nothing(
    profile, consent_site, stand_in_host
):
    context = profile()
    page = opened(context, consent_site.url)
    page.route("**/cookies/choice/", lambda route: route.abort())
    page.get_by_role("button", name="Tout accepter").click()
    page.get_by_role("alert").wait_for()
    assert others(page, stand_in_host) == []
    assert context.cookies() == []


def test_a_video_is_played_for_who_agrees_to_its_host(profile, consent_site):
    from cms.video import parse_video_address

    path = consent_site.manage(
        "shell",
        "-v0",
        "-c",
        "from cms.video import parse_video_address;"
        "print(parse_video_address('https://www.youtube.com/watch?v=aaaaaaaaaaa').play_path)",
    ).strip()
    assert parse_video_address("https://vimeo.com/1") is None
    context = profile(java_script_enabled=False)
    page = opened(context, consent_site.url + path)
    assert page.locator("iframe").count() == 0
    assert page.get_by_text("Google Ireland Limited").is_visible()
    context.route("https://www.youtube-nocookie.com/**", lambda route: route.abort())
    follow(page.get_by_role("button", name="J’accepte"))
    assert (
        page.locator("iframe").get_attribute("src").startswith("https://www.youtube-nocookie.com/")
    )


def test_the_scripts_of_a_page_stay_light(profile, consent_site):
    import gzip
    from urllib.parse import urlsplit

    page = opened(profile(), consent_site.url)
    scripts = {urlsplit(one).path for one in page.asked if one.endswith(".js")}
    weight = sum(len(gzip.compress(consent_site.get(path).body)) for path in scripts)
    assert any("consent" in path for path in scripts)
    assert weight <= 8 * 1024


@pytest.mark.parametrize("slug", SCRIPTED.split())
def test_each_ready_service_starts_with_its_identifier_and_asks_its_own_hosts(
    profile, consent_site, slug
):
    """Their hosts are answered here, in the browser, with an empty script."""
    from fnmatch import fnmatchcase

    from consent import trackers

    declared = trackers.service(slug)
    context = profile()
    context.route(
        re.compile("^https://"),
        lambda route: route.fulfill(body="window.ran = true", content_type="text/javascript"),
    )
    page = opened(context, consent_site.url)
    page.locator("#consent summary").click()
    page.locator(f"[value={slug}]").check()
    press(page, "Enregistrer mes choix")
    page.wait_for_function("() => window.ran")
    asked = [one for one in page.asked if one.startswith("https://")]
    assert asked
    for address in asked:
        host = address.split("/")[2]
        assert any(fnmatchcase(host, known) for known in declared.hosts_with()), address
    assert page.evaluate("window.ran") is True, "its policy lets it run"
    told = "".join(asked) + str(page.evaluate("[...(window.dataLayer ?? [])].map(a => [...a])"))
    told += str(page.evaluate("[window._linkedin_partner_id, window.fbq?.queue]"))
    assert declared.identifier.example in told
    if slug.startswith("google"):
        granted = page.evaluate("[...window.dataLayer[1]]")[2]
        measures = slug == "google-analytics"
        assert granted["analytics_storage"] == ("granted" if measures else "denied")
        assert granted["ad_storage"] == ("denied" if measures else "granted")
