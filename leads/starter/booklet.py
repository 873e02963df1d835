"""A booklet as PDF (tagged, PDF/UA-1), from a text in Markdown's simplest form."""

import json
from pathlib import Path

from cms.pdf import typeset

TEMPLATE = Path(__file__).with_name("booklet.typ")


def booklet(
    *, title: str, subtitle: str, kind: str, language: str, parts: list[list[str]]
) -> bytes:
    """Make the booklet. A part is its title and its paragraphs; one that starts with "- " is a
    line of a list. The text is passed as data: nothing in it is read as an instruction.
    """
    data = {
        "title": title,
        "subtitle": subtitle,
        "kind": kind,
        "language": language,
        "parts": [
            {
                "title": part[0],
                "paragraphs": [
                    {"item": text.startswith("- "), "text": text.removeprefix("- ")}
                    for text in part[1:]
                ],
            }
            for part in parts
        ],
    }
    return typeset(TEMPLATE, inputs={"data": json.dumps(data)})
