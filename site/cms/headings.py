"""Anchors on the headings of running text, and the table of contents they make."""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.utils.text import slugify


@dataclass(frozen=True)
class Heading:
    """A heading of the text: its anchor, its words, its level (2 or 3)."""

    anchor: str
    text: str
    level: int


def with_anchors(html: str) -> tuple[str, list[Heading]]:
    """`html` with an id on every h2 and h3, and the headings in order.

    Two headings of the same words get different anchors; a heading without words gets none.
    """
    soup = BeautifulSoup(html, "html.parser")
    headings: list[Heading] = []
    taken: set[str] = set()
    for tag in soup.find_all(["h2", "h3"]):
        text = tag.get_text(" ", strip=True)
        if not text:
            continue
        anchor = base = slugify(text) or "section"
        number = 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        tag["id"] = anchor
        headings.append(Heading(anchor, text, int(tag.name[1])))
    return str(soup), headings
