"""Light, dark, and who decides."""

import pytest

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(15, 17, 25)"


@pytest.mark.parametrize(("system", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_the_system_decides_first(visit, system, ground):
    assert visit("home", theme=system).page.evaluate(GROUND) == ground


def test_a_choice_is_kept_from_page_to_page_and_can_be_taken_back(visit, whole_site):
    page = visit("home", theme="light").page
    page.get_by_label("Sombre").check(force=True)
    assert page.evaluate(GROUND) == DARK
    page.goto(whole_site.address("stories"))
    assert page.evaluate(GROUND) == DARK
    assert page.get_by_label("Sombre").is_checked()
    page.get_by_label("Système").check(force=True)
    assert page.evaluate(GROUND) == LIGHT
    assert page.evaluate("localStorage.length") == 0


def test_a_choice_is_there_before_anything_is_painted(visit, whole_site):
    page = visit("home", theme="light").page
    page.get_by_label("Sombre").check(force=True)
    page.add_init_script(
        """new PerformanceObserver(list => {
            for (const entry of list.getEntries())
                if (entry.name === 'first-paint')
                    window.themeAtPaint ??= document.documentElement.dataset.theme;
        }).observe({type: 'paint', buffered: true})"""
    )
    page.goto(whole_site.address("digital"))
    page.wait_for_function("() => window.themeAtPaint !== undefined")
    assert page.evaluate("window.themeAtPaint") == "dark"


def test_the_switch_counts_for_the_page_without_javascript(visit):
    page = visit("home", theme="light", java_script_enabled=False).page
    page.get_by_label("Sombre").check(force=True)
    image = page.screenshot(clip={"x": 0, "y": 0, "width": 4, "height": 4})
    assert image != visit("home", theme="light", java_script_enabled=False).page.screenshot(
        clip={"x": 0, "y": 0, "width": 4, "height": 4}
    )


def test_paper_is_white_and_without_navigation(visit):
    page = visit("article", theme="dark").page
    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator(".header").is_visible()
    assert page.locator("h1").is_visible()


def test_printing_is_offered_where_it_works(visit):
    assert visit("article").page.get_by_role("button", name="Imprimer").is_visible()
    plain = visit("article", java_script_enabled=False).page
    assert not plain.locator("[data-print]").is_visible()
