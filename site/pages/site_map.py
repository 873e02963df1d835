"""The page tree as visitors see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Window
from django.db.models.functions import Length, RowNumber, Substr
from wagtail.models import Page

from cms.closed_parts import open_to_all
from cms.freshness.memory import remembered
from cms.seo.describing import without_left_out
from pages.models import LandingPage, SearchPage

# Of a section with more pages, these come first, and its own page leads to the others.
MOST = 50


@dataclass
class Node:
    """A page of the site map and those below it; `more` when not all of them are shown."""

    title: str
    href: str
    children: list["Node"] = field(default_factory=list)
    more: bool = False


def page_tree(page: Page, menu: Sequence[str] = ()) -> list[Node]:
    """Published pages of `page`'s language; campaigns are left out.

    Those that the main menu leads to (its addresses) come first, as there; the others as in the tree.
    """
    return remembered(
        ("pages.site_map", page.locale_id, page.path[: 2 * Page.steplen], tuple(menu)),
        lambda: _tree(page, menu),
        of=[page],
    )


def _tree(page: Page, menu: Sequence[str]) -> list[Node]:
    home = page.get_ancestors(inclusive=True).filter(depth=2).first()
    if home is None:
        return []
    roots: list[Node] = []
    branch: list[tuple[str, Node]] = []
    cut: dict[str, str] = {}  # the first child that is left out, by its parent
    for one in _first_ones(home):
        if _is_cut(one.path, cut):
            continue
        while branch and not one.path.startswith(branch[-1][0]):
            branch.pop()
        siblings = branch[-1][1].children if branch else roots
        if one.nth > MOST:
            cut[one.path[: -Page.steplen]] = one.path
            if branch:
                branch[-1][1].more = True
            continue
        node = Node(one.title, one.url or "")
        siblings.append(node)
        branch.append((one.path, node))
    place = {href: number for number, href in enumerate(menu)}
    for root in roots:
        root.children.sort(key=lambda node: place.get(node.href, len(place)))
    return roots


def _first_ones(home: Page) -> "QuerySet[Any]":
    """The pages below it, of each section as many as are shown and one more."""
    hidden = Page.objects.type((LandingPage, SearchPage)).values("pk")
    pages = open_to_all(home.get_descendants(inclusive=True).live()).exclude(pk__in=hidden)
    parent = Substr("path", 1, Length("path") - Page.steplen)
    nth = Window(RowNumber(), partition_by=[parent], order_by="path")
    numbered = without_left_out(pages).annotate(nth=nth)
    return numbered.filter(nth__lte=MOST + 1).order_by("path")


def _is_cut(path: str, cut: dict[str, str]) -> bool:
    """Whether it, or a page that it stands below, is among those that are left out."""
    for end in range(Page.steplen, len(path), Page.steplen):
        first = cut.get(path[:end])
        if first is not None and path[: end + Page.steplen] >= first:
            return True
    return False
