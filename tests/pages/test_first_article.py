"""The first article, as the README's tutorial tells it: its clicks are counted, and nothing typed is lost."""

import datetime
import io
import re
from pathlib import Path

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from playwright.sync_api import Locator, Page, Response, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from accounts.models import User
from accounts.services import set_roles
from cms.models import SiteImage
from pages.models import NewsPage
from privacy.clock import PARIS
from tests.cms.conftest import page_of, site, staff

__all__ = ["page_of", "site", "staff"]  # the fixtures
README = Path(__file__).parents[2] / "README.md"


class Hand:
    """Whoever clicks, and how often."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def back(self, screen: Page) -> None:
        """The browser's own button."""
        self.clicks += 1
        screen.go_back()

    def follow(self, target: Locator) -> None:
        """A click that leads to another page, or to this one again."""
        with target.page.expect_navigation():
            self.click(target)


def promised() -> int:
    """How many clicks the README says it takes."""
    found = re.search(r"That is (\d+) clicks", README.read_text())
    assert found is not None
    return int(found[1])


def a_picture() -> None:
    data = io.BytesIO()
    Image.new("RGB", (1200, 800), "#0a7f7a").save(data, "PNG")
    picture = ImageFile(io.BytesIO(data.getvalue()), name="salon.png")
    SiteImage.objects.create(title="Salon", description="Un stand au salon.", file=picture)


def button(screen: Page, name: str) -> Locator:
    return screen.get_by_role("button", name=name, exact=True)


def write(screen: Page, field: str, text: str) -> None:
    """Type into a field and go on to the next: the editor saves by itself.

    Once more when it does not: what is typed before the editor's script has looked at the form for the
    first time counts as what was there.
    """
    for attempt in range(6):
        try:
            with screen.expect_response(is_saving, timeout=6_000):
                screen.locator(field).focus()
                screen.locator(field).fill(text + " " * attempt)
                screen.keyboard.press("Tab")
            return
        except PlaywrightTimeout:
            continue
    pytest.fail("Nothing was saved.")


def is_saving(response: Response) -> bool:
    return response.request.method == "POST" and "/admin/pages/" in response.url and response.ok


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_first_article_takes_the_clicks_that_the_tutorial_says(site, page_of, live_server):
    a_picture()
    hand, screen = Hand(), page_of("/admin/")

    # Write: it saves itself.
    hand.follow(screen.get_by_role("link", name="Écrire un article", exact=True))
    write(screen, "#id_title", "Le salon de Paris")
    screen.wait_for_url("**/edit/")
    write(screen, "#id_summary", "Trois jours de rencontres.")
    hand.click(screen.locator("#id_image-chooser").get_by_role("button").first)
    hand.click(screen.locator(".modal [data-chooser-modal-choice]").first)
    expect(screen.locator("#id_image-chooser")).to_contain_text("Salon")
    draft = NewsPage.objects.get(slug="le-salon-de-paris")
    assert not draft.live
    hand.follow(button(screen, "Enregistrer le brouillon"))
    address = screen.url

    # Show it to somebody without an account.
    hand.click(button(screen, "Afficher les liens d’aperçu"))
    hand.follow(screen.get_by_role("link", name="Partager un aperçu…"))
    hand.follow(screen.get_by_role("button", name="Créer un lien"))
    shown = Client().get(screen.locator("#preview-address").input_value())
    assert "Le salon de Paris" in shown.content.decode()
    hand.follow(screen.get_by_role("link", name="Retour à la page"))

    # Translate.
    hand.click(button(screen, "Afficher ou masquer les langues"))
    hand.click(screen.get_by_role("link", name="Traduire en anglais"))
    screen.wait_for_url(lambda url: url != address and url.endswith("/edit/"))
    assert draft.get_translation(site.english).pk
    hand.back(screen)
    screen.wait_for_url(address)

    # What is missing or weak.
    hand.click(screen.locator(".w-slim-header").get_by_role("button", name="Actions"))
    hand.follow(screen.get_by_role("link", name="Vérifier avant publication"))
    expect(screen.locator(".gate__findings li").first).to_be_visible()
    hand.follow(screen.get_by_role("link", name="Modifier la page"))

    # Plan.
    hand.click(button(screen, "Afficher/masquer le statut"))
    hand.click(screen.get_by_role("button", name="Programmer", exact=True))
    screen.locator("#id_go_live_at").fill("2030-03-04 09:00")
    calendar = screen.locator(".xdsoft_datetimepicker:visible")
    for _ in ("the day it goes live", "the day it ends"):
        # Each field's calendar comes a moment later and lies on the button.
        expect(calendar).to_have_count(1)
        screen.keyboard.press("Tab")
    expect(calendar).to_have_count(0)
    hand.follow(screen.get_by_role("button", name="Enregistrer la programmation"))
    hand.click(button(screen, "Plus d'actions"))
    hand.follow(screen.get_by_role("button", name="Programmer pour publication"))
    draft.refresh_from_db()
    assert draft.approved_schedule
    assert hand.clicks <= promised()
    assert Client().get(draft.url).status_code == 404

    # Its hour has come.
    with time_machine.travel(datetime.datetime(2030, 3, 4, 9, 1, tzinfo=PARIS)):
        call_command("publish_scheduled")
    assert "Trois jours de rencontres." in Client().get(draft.url).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_nothing_typed_is_lost_and_two_at_work_on_a_page_know_of_each_other(
    site, page_of, live_server
):
    address = f"/admin/pages/{site.about.pk}/edit/"
    screen = page_of(address)
    # With the keyboard alone, and without a button.
    write(screen, "#id_title", "Qui sommes-nous ?")
    screen.goto(f"{live_server.url}{address}" if address.startswith("/") else address)
    expect(screen.locator("#id_title")).to_have_value("Qui sommes-nous ?")

    other = User.objects.create_user(
        "lea@example.com", "four unrelated words", first_name="Léa", last_name="Roux"
    )
    set_roles(by=None, user=other, roles=["marketing"])
    colleague = Client()
    colleague.force_login(other)
    assert colleague.get(address).status_code == 200
    screen.goto(f"{live_server.url}{address}" if address.startswith("/") else address)
    screen.locator(".w-editing-sessions__session").focus()
    expect(screen.get_by_text("Léa Roux")).to_be_visible()

    # What was before is in the history, can be compared, and comes back.
    versions = f"{live_server.url}/admin/pages/{site.about.pk}"
    screen.goto(f"{versions}/history/")
    expect(screen.locator("table tbody tr").nth(1)).to_be_visible()
    screen.goto(f"{versions}/revisions/compare/earliest...latest/")
    expect(screen.locator(".comparison").first).to_contain_text("Qui sommes-nous")
    oldest = site.about.revisions.order_by("pk").first()
    screen.goto(f"{versions}/revisions/{oldest.pk}/revert/")
    with screen.expect_navigation():
        screen.locator("footer button[type=submit], footer .action-save").first.press("Enter")
    screen.goto(f"{versions}/edit/")
    expect(screen.locator("#id_title")).to_have_value("Qui sommes-nous")
