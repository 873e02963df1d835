"""A text from a Markdown, HTML or Word document: whole, or refused with the reason."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from bs4 import BeautifulSoup, UnicodeDammit
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from policy.documents.canonical import CLOSED, canonical, hash_of_text

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2000
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = re.compile(r"\w+")
# Documents written with a French Word may carry French names of styles.
_STYLES = "\n".join(f"p[style-name='Titre {level}'] => h{level}:fresh" for level in range(1, 7))


class Refused(ValueError):
    """The document cannot be taken over; the message says why, for the person at the screen."""


@dataclass(frozen=True)
class Imported:
    """A text as a version keeps it."""

    title: str
    html: str
    contents: list[dict[str, Any]]

    @property
    def hash(self) -> str:
        return hash_of_text(self.title, self.html)

    @property
    def words(self) -> int:
        return len(_WORDS.findall(BeautifulSoup(self.html, "html.parser").get_text(" ")))

    @property
    def headings(self) -> int:
        return len(re.findall(r"<h\d", self.html))


def read(*, name: str, content: bytes, language: str) -> Imported:
    """The text of a document, by the ending of its name. Raises Refused."""
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Refused(_("Choose a Markdown (.md), HTML (.html) or Word (.docx) document."))
    if not content.strip():
        raise Refused(_("The document is empty."))
    if len(content) > MOST_BYTES:
        raise Refused(_("The document is larger than 10 MB."))
    source, expected = reader(content)
    title, body = _without_title(source)
    html, contents = canonical(body, language=language)
    imported = Imported(title, html, contents)
    arrived = _letters(title) + _letters(BeautifulSoup(html, "html.parser").get_text())
    if not imported.words:
        raise Refused(_("There are no words in the document."))
    if arrived < expected:
        raise Refused(
            _("Only %(arrived)d of %(expected)d letters could be read: the document is damaged.")
            % {"arrived": arrived, "expected": expected}
        )
    return imported


def _markdown(content: bytes) -> tuple[str, int]:
    from markdown_it import MarkdownIt

    text = _decoded(content)
    html = MarkdownIt("commonmark").enable("table").render(text)
    return html, _visible_letters(html)


def _html(content: bytes) -> tuple[str, int]:
    found = UnicodeDammit(content, ["utf-8"]).unicode_markup
    if found is None or "\x00" in found:
        raise Refused(_("The document is not text: it is damaged, or of another kind."))
    lowered = found.lower()
    if not re.search(r"<(p|h[1-6]|li|td|div|body)\b", lowered):
        raise Refused(_("There is no HTML in the document."))
    if "<html" in lowered and "</html" not in lowered:
        raise Refused(_("The document ends in the middle: it is damaged."))
    soup = BeautifulSoup(found, "html.parser")
    for tag in soup.find_all(["div", "section", "article", "main", "header", "footer"]):
        tag.name = "p" if not tag.find(True) else tag.name
    return str(soup), _visible_letters(found)


def _word(content: bytes) -> tuple[str, int]:
    import mammoth

    if content.startswith(OLD_WORD):
        raise Refused(
            _("The document is protected by a password, or of the old .doc kind. Save it as .docx.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
            if (
                len(entries) > MOST_PARTS
                or sum(entry.file_size for entry in entries) > MOST_UNPACKED
            ):
                raise Refused(_("The document is too large once it is unpacked."))
            if broken := parts.testzip():
                raise Refused(
                    _("The document is damaged: its part %(part)s cannot be read.")
                    % {"part": broken}
                )
            expected = _letters_of(parts.read("word/document.xml"))
        made = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {}),
        )
    except Refused:
        raise
    except KeyError as error:
        raise Refused(_("This is not a Word document: its text is missing.")) from error
    except Exception as error:  # a reader of XML inside a ZIP meets faults of many kinds
        raise Refused(_("The document is damaged: it cannot be opened.")) from error
    return str(made.value), expected


def _letters_of(xml: bytes) -> int:
    """How many letters the text of a Word document has; a text kept twice for old readers, once."""
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise Refused(_("The document is damaged: its text cannot be read.")) from error
    total, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_WORD}t":
            total += _letters(node.text or "")
        elif node.tag != _FALLBACK:
            waiting.extend(node)
    return total


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _("The document is not text in UTF-8: it is damaged, or of another kind.")
        ) from error
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise Refused(_("The document is not text: it is damaged, or of another kind."))
    return text


def _visible_letters(html: str) -> int:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(list(CLOSED)):
        tag.decompose()
    return _letters(soup.get_text())


def _letters(text: str) -> int:
    return len(re.findall(r"\w", text))


def _without_title(html: str) -> tuple[str, str]:
    """The title, when the document begins with the only heading of its highest level; the rest."""
    soup = BeautifulSoup(html, "html.parser")
    top = soup.find_all("h1")
    first = soup.find(["h1", "h2", "h3", "h4", "h5", "h6"])
    if len(top) == 1 and first is top[0] and first is not None:
        title = re.sub(r"\s+", " ", first.get_text(" ", strip=True))[:255]
        first.decompose()
        return title, str(soup)
    return "", html


Reader = Callable[[bytes], tuple[str, int]]
READERS: dict[str, Reader] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _word,
}
