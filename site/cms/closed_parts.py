"""The parts of the page tree that not everyone may read (Wagtail's view restrictions)."""

from typing import TypeVar

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.freshness.memory import remembered

Pages = TypeVar("Pages", bound=PageQuerySet)


def closed_paths() -> list[str]:
    """The tree paths of the pages that are not public, as all below them."""
    return remembered("cms.closed_parts", _ask)


def _ask() -> list[str]:
    # Whole pages, by their keys: so what was made with the answer is made anew when one of these is
    # moved, and not whenever any page is saved.
    keys = set(PageViewRestriction.objects.values_list("page_id", flat=True))
    return sorted(page.path for page in Page.objects.filter(pk__in=keys)) if keys else []


def open_to_all(pages: Pages, *, among: str = "") -> Pages:
    """Those of the pages that everyone may read; or whoever may read the page whose tree path is `among`.

    As `pages.public()`, which asks for the restrictions each time, and joins every page of the tree to
    find out that there are none.
    """
    closed = Q()
    for path in closed_paths():
        if path.startswith(among) and path != among:
            closed |= Q(path__startswith=path)
    found: Pages = pages.exclude(closed) if closed else pages
    return found
