"""HTML that a version keeps: structure and words only, always written the same way."""

import json
import re
from hashlib import sha256
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from django.utils.text import slugify

from cms.templatetags.typography import french

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "strong", "em", "sup", "blockquote"),
}
ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
# Dropped with all that is in them.
CLOSED = {"script", "style", "template", "iframe", "object", "svg", "math", "head", "title"}
RENAMED = {"b": "strong", "i": "em", "tfoot": "tbody"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_ADDRESS = re.compile(r"([\w.+-]+)@((?:[\w-]+\.)+\w{2,})")
_WORDS = {"fr": ("arobase", "point"), "en": ("at", "dot")}


def canonical(html: str, *, language: str) -> tuple[str, list[dict[str, Any]]]:
    """The HTML a version keeps, and its table of contents (anchor, text, level).

    Nothing but known tags is left. Levels of headings begin at 2 and skip none. E-mail addresses are
    told in words, so that no one collects them.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(list(RENAMED)):
        tag.name = RENAMED[tag.name]
    for link in soup.find_all("a"):
        if str(link.get("href", "")).lower().startswith("mailto:"):
            link.unwrap()
    cleaned = nh3.clean(
        str(soup),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=CLOSED,
        link_rel=None,
        url_schemes={"http", "https"},
        strip_comments=True,
    )
    soup = BeautifulSoup(cleaned, "html.parser")
    _hide_addresses(soup, language)
    _level_headings(soup)
    contents = _anchored(soup)
    text = re.sub(r"[ \t\r\n\f]+", " ", str(soup))
    text = re.sub(
        r" ?(</?(?:p|h\d|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|hr)\b[^>]*>) ?",
        r"\1",
        text,
    )
    text = re.sub(r"(</(?:p|h\d|ul|ol|dl|table)>|<hr/?>)", r"\1\n", text)
    if language == "fr":
        text = french(text)
    return text.strip() + "\n", contents


def hash_of_text(title: str, html: str) -> str:
    """SHA-256 (hex) of a text."""
    return sha256(json.dumps([title, html], ensure_ascii=False).encode()).hexdigest()


def _hide_addresses(soup: BeautifulSoup, language: str) -> None:
    at, dot = _WORDS[language]
    for text in soup.find_all(string=_ADDRESS):
        hidden = _ADDRESS.sub(
            lambda found: f"{found[1]} [{at}] {found[2].replace('.', f' [{dot}] ')}", str(text)
        )
        text.replace_with(hidden)


def _level_headings(soup: BeautifulSoup) -> None:
    """The highest level becomes 2, and each goes at most one below the one before it."""
    found: list[Tag] = soup.find_all(HEADINGS)
    for tag in found:
        if not tag.get_text(strip=True):
            tag.decompose()
    found = soup.find_all(HEADINGS)
    last = 1
    above: list[int] = []
    for tag in found:
        level = int(tag.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        last = min(len(above) + 1, last + 1, 6)
        tag.name = f"h{last}"


def _anchored(soup: BeautifulSoup) -> list[dict[str, Any]]:
    contents: list[dict[str, Any]] = []
    taken: set[str] = set()
    for tag in soup.find_all(HEADINGS):
        text = tag.get_text(" ", strip=True)
        base = anchor = slugify(text)[:60].strip("-") or "section"
        number = 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        tag["id"] = anchor
        level = int(tag.name[1])
        if level <= 3:
            contents.append({"anchor": anchor, "text": text, "level": level})
    return contents
