"""Long texts in a small markup, turned into the HTML that Wagtail's rich text stores.

Known: `## ` and `### ` headings, `- ` and `1. ` lists, `**bold**`, `*italic*` and links
`[words](/french/address/)` or `[words](https://…)`. `[words](/one/|/other/)` leads to the first of
these pages that exists when the text is loaded. Blocks are separated by an empty line.
"""

import html
import re
from dataclasses import dataclass

from .language import Text, find_page, page_exists

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"\*(.+?)\*")
_ITEM = {"ul": re.compile(r"^- "), "ol": re.compile(r"^\d+\. ")}


@dataclass(frozen=True)
class Prose(Text):
    """Running text in both languages; resolves to HTML.

    Both must have the same paragraphs, headings, list items and links, in the same order.
    """

    def resolve(self, language: str) -> str:
        return to_html(super().resolve(language))


def to_html(source: str) -> str:
    """The HTML of a text in the markup above. Raises NotReady for a link that leads nowhere."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", source))
    return "".join(_part(part) for part in parts if part)


def _part(part: str) -> str:
    for tag, mark in (("h2", "## "), ("h3", "### ")):
        if part.startswith(mark):
            return f"<{tag}>{_inline(part.removeprefix(mark))}</{tag}>"
    for tag, pattern in _ITEM.items():
        if pattern.match(part):
            items = re.split(r"\n(?=- |\d+\. )", part)
            rows = "".join(f"<li>{_inline(pattern.sub('', item))}</li>" for item in items)
            return f"<{tag}>{rows}</{tag}>"
    return f"<p>{_inline(part)}</p>"


def _inline(source: str) -> str:
    text = html.escape(re.sub(r"[ \n]+", " ", source), quote=False)
    text = _BOLD.sub(r"<b>\1</b>", text)
    text = _ITALIC.sub(r"<i>\1</i>", text)
    return _LINK.sub(lambda match: _anchor(match[1], match[2]), text)


def _anchor(words: str, address: str) -> str:
    """A link; to a page by the id of the French one, which Wagtail turns into its twin's address."""
    if address.startswith("/"):
        candidates = address.split("|")
        wanted = next(filter(page_exists, candidates), candidates[-1])
        return f'<a linktype="page" id="{find_page(wanted).pk}">{words}</a>'
    return f'<a href="{html.escape(address)}">{words}</a>'
