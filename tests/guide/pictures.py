"""What the README shows: which screen, seen by whom, at what size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.guide.people import Demo


def nothing(page: Page) -> None:
    """The screen as it opens."""


def beside_its_preview(page: Page) -> None:
    """The editor with the panel that shows what readers will get."""
    page.locator("[data-side-panel-toggle='preview']").click()
    letter = page.frame_locator("iframe").last
    letter.get_by_text("Par où vos clients écrivent").first.wait_for()


def with_panel(name: str) -> Callable[[Page], None]:
    """The editor with one of its side panels open."""

    def prepare(page: Page) -> None:
        page.locator(f"[data-side-panel-toggle='{name}']").click()
        page.locator(f"[data-side-panel='{name}']").wait_for()

    return prepare


def ready_to_publish(page: Page) -> None:
    """The editor with what its button can do, and what becomes of the other language."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    expect(page.locator(".tippy-box", has=page.locator(".languages-line"))).to_have_css(
        "opacity", "1"
    )


@dataclass(frozen=True)
class Picture:
    """A screen as a role sees it; "" is a visitor. `prepare` brings it to what is to be shown."""

    name: str
    role: str
    path: str
    width: int = 1280
    height: int = 860
    prepare: Callable[[Page], None] = nothing


def pictures(demo: Demo) -> Iterator[Picture]:
    application, person = demo.application(), demo.person()
    assert application.offer is not None
    offer = application.offer.translation_key
    yield Picture("home", "", "/")
    yield Picture("home-phone", "", "/", width=360, height=720)
    yield Picture("editing", "redaction", "/admin/")
    article = f"/admin/pages/{demo.article().pk}/edit/"
    yield Picture("marketing-home", "marketing", "/admin/")
    yield Picture("article-plan", "marketing", article, prepare=with_panel("status"))
    yield Picture("article-languages", "marketing", article, prepare=with_panel("languages"))
    yield Picture("article-publish", "marketing", article, prepare=ready_to_publish)
    yield Picture("campaign", "marketing", f"/admin/campaigns/{demo.campaign().pk}/", height=980)
    yield Picture("translations", "marketing", "/admin/translations/")
    yield Picture("hr-home", "rh", "/admin/")
    yield Picture("applications", "rh", "/admin/applications/")
    yield Picture("application", "rh", f"/admin/applications/{application.pk}/")
    yield Picture("board", "rh", f"/admin/applications/board/?offer={offer}")
    yield Picture("leads", "marketing", "/admin/leads/?view=all")
    yield Picture("lead", "marketing", f"/admin/leads/{person.pk}/")
    yield Picture("lead-figures", "marketing", "/admin/leads/figures/")
    yield Picture("newsletter", "marketing", "/admin/newsletter/")
    yield Picture("subscribers", "marketing", "/admin/newsletter/subscribers/")
    issue = f"/admin/pages/{demo.issue().pk}/edit/"
    yield Picture("issue", "marketing", issue, width=1440, prepare=beside_its_preview)
    yield Picture(
        "issue-sending", "marketing", f"/admin/newsletter/issues/{demo.issue().pk}/", height=560
    )
    yield Picture("policy", "dpo", "/admin/policy/")
    yield Picture("trackers", "dpo", "/admin/trackers/services/")
    yield Picture("dpo", "dpo", "/admin/privacy/desk/")
    yield Picture("request", "dpo", f"/admin/privacy/requests/{demo.request().pk}/")
