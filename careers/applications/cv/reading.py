"""What the worker makes of a checked CV, in the same sandbox: pictures of pages, and its text."""

from __future__ import annotations

import nh3

from careers.applications.cv import sandbox

TAGS = {"p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "td", "th"}
TAGS |= {"thead", "tbody", "strong", "em", "sup", "sub"}


def pages_of(content: bytes) -> tuple[bytes, ...]:
    """The pages of a PDF as WebP pictures. Raises SandboxFailed."""
    return sandbox.ask("draw", content, seconds=40).pieces


def text_of(content: bytes, kind: str) -> str:
    """The text as clean HTML: structure, no link, no picture, no style. Raises SandboxFailed."""
    answer = sandbox.ask(f"text-{kind}", content, seconds=20)
    return str(nh3.clean(answer.facts.get("html", ""), tags=TAGS, attributes={}))
