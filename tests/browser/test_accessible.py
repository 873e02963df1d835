"""Every page type, in both themes, on a phone and on a desk: axe, structure, reflow, enlarged text."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from .looking import looks
from .pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name):
    findings = []
    page = visit(name).page
    for look in looks(page):
        for violation in Axe().run(page).response["violations"]:
            where = [node["html"][:200] for node in violation["nodes"]][:3]
            findings.append((look, violation["id"], where))
    assert findings == []


@pytest.mark.parametrize("name", PAGES)
def test_one_title_landmarks_and_nothing_sticks_out_however_narrow_or_enlarged(visit, name):
    opened = visit(name, width=320)
    assert opened.overflow() == 0
    page = opened.page
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("body > header").count() == 1
    assert page.locator("body > footer").count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(h => +h.tagName[1])"
    )
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert not jumps, f"a level of headings is missing: {levels}"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert opened.overflow() == 0, f"text at twice its size, {width} px"


def test_colours_of_the_system_keep_what_is_chosen_visible(visit):
    page = visit("stories", forced_colors="active").page
    chosen = page.locator(".chip :checked + span").first
    other = page.locator(".chip input:not(:checked) + span").first
    ground = "element => getComputedStyle(element).backgroundColor"
    assert chosen.evaluate(ground) != other.evaluate(ground)


def test_nothing_moves_for_those_who_ask_for_calm(visit):
    running = "document.getAnimations().filter(one => one.playState === 'running').length"
    assert visit("home", reduced_motion="reduce").page.evaluate(running) == 0


def test_what_moves_stops_by_itself_within_five_seconds(visit):
    page = visit("home", reduced_motion="no-preference").page
    longest = page.evaluate(
        "Math.max(0, ...document.getAnimations().map(one => one.effect.getComputedTiming().endTime))"
    )
    assert longest <= 5000
