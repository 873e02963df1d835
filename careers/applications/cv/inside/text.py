"""The words of a CV, to be read where its pages are not drawn: HTML that the caller still cleans."""

from __future__ import annotations

import html
import io
from typing import Any

import mammoth
import pypdfium2

from careers.applications.cv.inside.containers import opened

MOST_PAGES = 30
MOST_CHARACTERS = 400_000
NAMESPACES = "urn:oasis:names:tc:opendocument:xmlns:"


def text_of(content: bytes, kind: str) -> str:
    """The text as simple HTML."""
    written = {"pdf": _from_pdf, "docx": _from_docx, "odt": _from_odt}[kind](content)
    return written[:MOST_CHARACTERS]


def _from_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pieces = []
    for number in range(min(len(document), MOST_PAGES)):
        words = document[number].get_textpage().get_text_bounded()
        for block in words.replace("\r\n", "\n").replace("\x00", "").split("\n\n"):
            if block.strip():
                pieces.append(f"<p>{html.escape(block.strip()).replace(chr(10), '<br>')}</p>")
    return "\n".join(pieces)


def _from_docx(content: bytes) -> str:
    def nothing(image: Any) -> dict[str, str]:
        return {}

    found = mammoth.convert_to_html(
        io.BytesIO(content), convert_image=mammoth.images.img_element(nothing)
    )
    return str(found.value)


def _from_odt(content: bytes) -> str:
    with opened(content) as box:
        body = box.xml("content.xml").find(f".//{{{NAMESPACES}office:1.0}}text")
        return "" if body is None else "".join(_odt_children(body))


def _odt_children(element: Any) -> list[str]:
    return [_odt_element(one) for one in element]


def _odt_element(element: Any) -> str:
    tag = element.tag.rpartition("}")[2]
    if tag == "p":
        words = _odt_words(element)
        return f"<p>{words}</p>" if words.strip() else ""
    if tag == "h":
        level = element.get(f"{{{NAMESPACES}text:1.0}}outline-level") or "2"
        level = str(min(6, max(2, int(level) + 1))) if level.isdecimal() else "3"
        return f"<h{level}>{_odt_words(element)}</h{level}>"
    wrap = {
        "list": "ul",
        "list-item": "li",
        "table": "table",
        "table-row": "tr",
        "table-cell": "td",
    }
    inner = "".join(_odt_children(element))
    if tag in wrap:
        return f"<{wrap[tag]}>{inner}</{wrap[tag]}>"
    return inner if tag in ("section", "text-box", "frame", "table-header-rows", "text") else ""


def _odt_words(element: Any) -> str:
    pieces = [html.escape(element.text or "")]
    for one in element:
        tag = one.tag.rpartition("}")[2]
        if tag == "line-break":
            pieces.append("<br>")
        elif tag in ("s", "tab"):
            pieces.append(" ")
        elif tag in ("span", "a", "bookmark", "frame", "text-box", "p"):
            pieces.append(_odt_words(one))
        pieces.append(html.escape(one.tail or ""))
    return "".join(pieces)
