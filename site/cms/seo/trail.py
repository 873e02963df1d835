"""Where a page stands in the tree: one trail for the eye (breadcrumbs) and for search engines."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.freshness.memory import remembered
from cms.seo.addresses import HOME_DEPTH, page_address


@dataclass(frozen=True)
class Step:
    """A step of the trail; the last one is the page itself."""

    title: str
    href: str
    address: str
    current: bool


def trail(page: Page | None) -> list[Step]:
    """From the first page of the language to `page`; empty for a first page and unsaved pages.

    Pages above it that are not published are left out; read once per page object.
    """
    if page is None or not page.pk or page.depth <= HOME_DEPTH:
        return []
    known: list[Step] | None = getattr(page, "_trail", None)
    if known is None:
        key = ("cms.trail", page.pk, get_language())
        known = remembered(key, lambda: _steps(page), of=[page])
        page._trail = known
    return known


def _steps(page: Page) -> list[Step]:
    above = page.get_ancestors().live().filter(depth__gte=HOME_DEPTH).order_by("path")
    return [_step(one, current=False) for one in above] + [_step(page, current=True)]


def _step(page: Page, *, current: bool) -> Step:
    title = _("Home") if page.depth == HOME_DEPTH else page.title
    return Step(title, page.get_url() or "", page_address(page), current)
