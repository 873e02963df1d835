"""With the keyboard alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OUTLINE = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle }"
FOCUSED = "() => document.activeElement.textContent.trim()"


def test_the_first_key_offers_to_skip_to_the_content(visit):
    page = visit("home").page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Aller au contenu"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('main')")


def test_the_menu_of_the_phone_opens_and_closes(visit):
    page = visit("home", width=360).page
    assert not page.locator("#menu").is_visible()
    page.locator(".header .menu-button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('#menu')")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    assert page.evaluate(FOCUSED) == "Menu"


def test_the_second_level_opens_and_closes(visit):
    page = visit("home").page
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    below = page.locator(".menu__panel a").first
    expect(below).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('.menu__panel')")
    page.keyboard.press("Escape")
    expect(below).to_be_hidden()
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_leaving_the_second_level_closes_it(visit):
    page = visit("home").page
    page.locator(".menu summary").click()
    page.locator(".menu__list > li > a").last.focus()
    expect(page.locator(".menu__panel a").first).to_be_hidden()


@pytest.mark.parametrize("name", ["home", "stories", "landing", "article", "/essai/formulaire/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_is_always_seen(visit, name, width):
    """Each stop has a visible mark, lies in the window, and nothing lies over it (WCAG 2.4.7, 2.4.11)."""
    page = visit(name, width=width, height=700).page
    page.evaluate("() => { window.seen = new Set() }")
    for _ in range(120):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return null;
                if (seen.has(e)) return null;
                seen.add(e);
                const marked = [e, e.nextElementSibling, e.closest('.card')].some(one => {
                    if (!one) return false;
                    const style = getComputedStyle(one);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                });
                const box = (e.matches('.chip input, .theme input') ? e.parentElement : e)
                    .getClientRects()[0];
                const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2;
                const top = document.elementFromPoint(x, y);
                const own = e.closest('label') ?? e;
                const clear = !!top && (own.contains(top) || top.contains(e));
                return {html: e.outerHTML.slice(0, 120), marked, clear};
            }"""
        )
        if state is None:
            break
        assert state["marked"], f"no visible focus: {state['html']}"
        assert state["clear"], f"hidden behind something: {state['html']}"
    else:
        pytest.fail("the keyboard never comes to the end of the page")


def test_what_is_wrong_takes_the_focus_and_leads_to_the_field(visit):
    page = visit("/essai/formulaire/?email=x", java_script_enabled=True).page
    assert page.evaluate("() => document.activeElement.className") == "summary"
    page.locator(".summary a").first.click()
    assert page.evaluate("() => document.activeElement.name") == "first_name"
    field = page.locator("[name=file]")
    described = field.get_attribute("aria-describedby").split()
    words = [page.locator(f"#{one}").inner_text() for one in described]
    assert "PDF" in words[0]
    assert "Choisissez votre CV" in words[1]
    assert field.get_attribute("aria-invalid") == "true"
    page.locator(".summary a", has_text="Choisissez comment").click()
    assert page.evaluate("() => document.activeElement.type") == "radio"


def test_targets_are_large_enough(visit):
    """At least 24 by 24 pixels (WCAG 2.5.8); links in sentences apart, and cards, which answer whole."""
    page = visit("home", width=360).page
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, input')]
            .filter(e => e.checkVisibility())
            .filter(e => !e.closest('p:not(.row, .section__more), .announcement, .card'))
            .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
            .filter(([html, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([html]) => html)"""
    )
    assert small == []
