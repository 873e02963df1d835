"""A document as passages that can be compared: a heading, a paragraph, an item, a row of a table."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

WHOLE = {"h2", "h3", "h4", "h5", "h6", "p", "caption", "dt", "dd", "tr", "li", "blockquote"}
INNER = WHOLE | {"ul", "ol", "table", "dl"}


@dataclass(frozen=True)
class Passage:
    """Words, and what they are."""

    kind: str
    text: str

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
            found.append(Passage("row", " · ".join(cells)))
        elif tag.find_parent("tr") is None:
            found.append(Passage(tag.name, _own_text(tag)))
    return [passage for passage in found if passage.text]


def _own_text(tag: Tag) -> str:
    """The words of a tag without those of the passages inside it."""
    words = [
        text
        for text in tag.find_all(string=True)
        if next(parent for parent in text.parents if parent.name in INNER) is tag
    ]
    return _clean("".join(words))


def _text(tag: Tag) -> str:
    return _clean(tag.get_text(" "))


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
