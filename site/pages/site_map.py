"""The page tree as visitors see it."""

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


def page_tree(page: Page) -> list[Node]:
    """Published pages of `page`'s language, in the order of the tree; campaigns are left out."""
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
    return roots
