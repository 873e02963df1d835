"""How a person goes from page to page: what comes next is read once it is there."""

from playwright.sync_api import Locator


def follow(target: Locator, **options: object) -> None:
    """Click what leads to another page, or to this one again, and wait until that has loaded.

    A bare click returns as soon as the new page begins: what is read then may be the old page, or the new
    one before its style sheets came.
    """
    with target.page.expect_navigation():
        target.click(**options)  # type: ignore[arg-type]
