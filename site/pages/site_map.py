"""The page tree as visitors see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.seo.describing import without_left_out
from pages.models import LandingPage, SearchPage


@dataclass
class Node:
    """A page of the site map and those below it."""

    title: str
    href: str
    children: list["Node"] = field(default_factory=list)


def page_tree(page: Page, menu: Sequence[str] = ()) -> list[Node]:
    """Published pages of `page`'s language; campaigns are left out.

    Those that the main menu leads to (its addresses) come first, as there; the others as in the tree.
    """
    home = page.get_ancestors(inclusive=True).filter(depth=2).first()
    if home is None:
        return []
    hidden = Page.objects.type((LandingPage, SearchPage)).values("pk")
    pages = home.get_descendants(inclusive=True).live().public().exclude(pk__in=hidden)
    roots: list[Node] = []
    branch: list[tuple[str, Node]] = []
    for one in without_left_out(pages).order_by("path"):
        node = Node(one.title, one.url or "")
        while branch and not one.path.startswith(branch[-1][0]):
            branch.pop()
        (branch[-1][1].children if branch else roots).append(node)
        branch.append((one.path, node))
    place = {href: number for number, href in enumerate(menu)}
    for root in roots:
        root.children.sort(key=lambda node: place.get(node.href, len(place)))
    return roots
