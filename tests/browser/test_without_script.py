"""Everything works without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(visit):
    return lambda name, **options: visit(name, java_script_enabled=False, **options).page


def test_the_menu_of_the_phone(plain):
    page = plain("home", width=360)
    page.locator(".header .menu-button").first.click()
    page.locator(".menu summary").click()
    follow(page.get_by_role("link", name="Dimelo Digital").first)
    assert page.url.endswith("/produits/dimelo-digital/")


def test_filters_narrow_the_list_and_say_so(plain):
    page = plain("stories")
    assert page.locator(".card").count() == 3
    page.get_by_label("Transport").check(force=True)
    follow(page.get_by_role("button", name="Appliquer les filtres"))
    assert page.locator(".card").count() == 1
    assert page.get_by_role("status").inner_text() == "1 cas client"
    assert page.get_by_label("Transport").is_checked()
    follow(page.get_by_role("link", name="Retirer les filtres"))
    assert page.locator(".card").count() == 3


def test_a_choice_without_stories_says_how_to_go_on(plain):
    page = plain("/clients/?secteur=transport&produit=dimelo-digital")
    assert page.locator(".card").count() == 0
    follow(page.get_by_role("link", name="Voir tous les cas clients"))
    assert page.locator(".card").count() == 3


def test_questions_open(plain):
    page = plain("products")
    answer = page.locator(".questions details p").first
    assert not answer.is_visible()
    page.locator(".questions summary").first.click()
    expect(answer).to_be_visible()


def test_a_language_without_translation_says_so_and_leads_home(plain):
    page = plain("story")
    switch = page.locator(".menu__language")
    assert "not translated" in switch.inner_text()
    assert switch.get_attribute("lang") == "en"
    follow(switch)
    assert page.url.endswith("/en/")
    assert page.locator("html").get_attribute("lang") == "en"


def test_french_spaces_stand_before_double_punctuation(plain):
    words = plain("home").locator(".lead").first.inner_text()
    assert "réseaux sociaux\u00a0: vos" in words


def test_what_is_not_known_of_the_publisher_is_flagged(plain):
    page = plain("legal")
    assert page.get_by_text("à compléter").count() >= 5
    assert page.locator(".identity").first.get_by_text("Dimelo").count() == 1


def test_a_campaign_has_no_navigation_and_its_goal_stays_in_view(plain):
    page = plain("landing", width=360)
    assert page.locator("nav").count() == 0
    goal = page.locator(".goal .button")
    for share in (0, 0.5, 1):
        page.mouse.wheel(0, int(share * 2000))
        box = goal.bounding_box()
        assert 0 <= box["y"] < 800
