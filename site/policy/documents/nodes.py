"""Canonical HTML as plain data, for what is not a browser: blocks, and runs of words inside them."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from cms.seo.addresses import absolute

Node = dict[str, Any]
BLOCKS = {"p", "ul", "ol", "dl", "table", "hr", "blockquote", "h2", "h3", "h4", "h5", "h6"}


def nodes_of(html: str) -> list[Node]:
    """The blocks of a document in their order."""
    return _blocks(BeautifulSoup(html, "html.parser"))


def _blocks(parent: Tag) -> list[Node]:
    """Blocks; words that stand between them become paragraphs."""
    found: list[Node] = []
    loose: list[PageElement] = []
    for child in parent.children:
        if isinstance(child, Tag) and child.name in BLOCKS:
            _flush(loose, found)
            found.append(_block(child))
        else:
            loose.append(child)
    _flush(loose, found)
    return found


def _flush(loose: list[PageElement], found: list[Node]) -> None:
    runs = [run for element in loose for run in _runs(element, {})]
    if any(run.get("text", "").strip() for run in runs):
        found.append({"kind": "p", "runs": runs})
    loose.clear()


def _block(tag: Tag) -> Node:
    if tag.name.startswith("h") and tag.name != "hr":
        return {"kind": "heading", "level": int(tag.name[1]) - 1, "runs": _inside(tag)}
    if tag.name in {"ul", "ol"}:
        items = [_blocks(item) for item in tag.find_all("li", recursive=False)]
        return {"kind": tag.name, "items": items}
    if tag.name == "dl":
        return {"kind": "dl", "items": _terms(tag)}
    if tag.name == "table":
        return _table(tag)
    if tag.name == "blockquote":
        return {"kind": "quote", "blocks": _blocks(tag)}
    return {"kind": tag.name, "runs": _inside(tag)}


def _terms(tag: Tag) -> list[Node]:
    found: list[Node] = []
    for child in tag.find_all(["dt", "dd"]):
        if child.name == "dt":
            found.append({"term": _inside(child), "blocks": []})
        elif found:
            found[-1]["blocks"] += _blocks(child)
    return found


def _table(tag: Tag) -> Node:
    head = tag.find("thead")
    rows = tag.find_all("tr")
    top = [row for row in rows if head is not None and head in row.parents]
    cells = [_cells(row) for row in rows if row not in top]
    width = max([len(row) for row in [*cells, *map(_cells, top)]], default=0)
    caption = tag.find("caption")
    return {
        "kind": "table",
        "caption": _inside(caption) if isinstance(caption, Tag) else [],
        "widths": _widths([*map(_cells, top), *cells], width),
        "head": [_filled(_cells(row), width) for row in top],
        "rows": [_filled(row, width) for row in cells],
    }


def _widths(rows: list[list[list[Node]]], width: int) -> list[int]:
    """A share of the page for each column, after how much stands in it."""
    longest = [10] * width
    for row in rows:
        for place, cell in enumerate(row):
            words = " ".join(run.get("text", "") for block in cell for run in block.get("runs", []))
            longest[place] = max(longest[place], min(len(words), 60))
    return longest


def _cells(row: Tag) -> list[list[Node]]:
    found: list[list[Node]] = []
    for cell in row.find_all(["th", "td"], recursive=False):
        found.append(_blocks(cell))
        span = str(cell.get("colspan", "1"))
        found += [[] for _more in range(min(int(span), 50) - 1 if span.isdecimal() else 0)]
    return found


def _filled(row: list[list[Node]], width: int) -> list[list[Node]]:
    return [*row, *([] for _missing in range(width - len(row)))]


def _inside(tag: Tag) -> list[Node]:
    return [run for child in tag.children for run in _runs(child, {})]


STYLES = {"strong": "bold", "em": "italic", "sup": "raised"}


def _runs(element: PageElement, style: Node) -> list[Node]:
    """Runs of words, each with its own style."""
    if not isinstance(element, Tag):
        text = " ".join(str(element).replace("\n", " ").split(" "))
        return [{"text": text, **style}] if text else []
    if element.name == "br":
        return [{"break": True}]
    own = dict(style)
    if element.name in STYLES:
        own[STYLES[element.name]] = True
    if element.name == "a" and element.get("href"):
        own["href"] = absolute(str(element["href"]))
    return [run for child in element.children for run in _runs(child, own)]
