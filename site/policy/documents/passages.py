"""A document as passages that can be compared: a heading, a paragraph, an item, a row of a table."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

WHOLE = {"h2", "h3", "h4", "h5", "h6", "p", "caption", "dt", "dd", "tr", "li", "blockquote"}
INNER = WHOLE | {"ul", "ol", "table", "dl"}


@dataclass(frozen=True)
class Passage:
    """Words, what they are, and where those that are links lead: (words, address)."""

    kind: str
    text: str
    links: tuple[tuple[str, str], ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind[:1] == "h"

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self.text.casefold()))


def passages_of(html: str) -> list[Passage]:
    """The passages of canonical HTML in their order."""
    soup = BeautifulSoup(html, "html.parser")
    found = []
    for tag in soup.find_all(list(WHOLE)):
        if tag.name == "tr":
            cells = [_text(cell) for cell in tag.find_all(["th", "td"], recursive=False)]
            found.append(Passage("row", " · ".join(cells), _links(tag)))
        elif tag.find_parent("tr") is None:
            found.append(Passage(tag.name, _own_text(tag), _links(tag)))
    return [passage for passage in found if passage.text]


def _own_text(tag: Tag) -> str:
    """The words of a tag without those of the passages inside it."""
    words = [
        text
        for text in tag.find_all(string=True)
        if next(parent for parent in text.parents if parent.name in INNER) is tag
    ]
    return _clean("".join(words))


def _links(tag: Tag) -> tuple[tuple[str, str], ...]:
    """The links of a passage, not those of the passages inside it."""
    return tuple(
        (_text(link), str(link["href"]))
        for link in tag.find_all("a", href=True)
        if tag.name == "tr"
        or next(parent for parent in link.parents if parent.name in INNER) is tag
    )


def _text(tag: Tag) -> str:
    return _clean(tag.get_text(" "))


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
