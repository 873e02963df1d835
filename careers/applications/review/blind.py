"""Blind reading: what tells who somebody is, is struck out of the text."""

from __future__ import annotations

import html
import re
import unicodedata

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from careers.applications.models import Application

MARK = "▒▒▒▒▒"
ADDRESSES = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
NUMBERS = re.compile(r"(?<![\w])\+?\d(?:[ .\-()]{0,2}\d){8,13}(?!\w)")
PROFILES = re.compile(
    r"(?:https?://|www\.|linkedin\.com/|github\.com/)[^\s<]{1,200}", re.IGNORECASE
)


def struck_out(text: str, application: Application) -> str:
    """`text` (HTML) without the person's names, addresses, numbers and profiles."""
    for pattern in (PROFILES, ADDRESSES, NUMBERS):
        text = pattern.sub(MARK, text)
    for name in sorted(names_of(application), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){loosely(name)}(?!\w)", MARK, text, flags=re.IGNORECASE)
    return text


def known(text: str, application: Application) -> SafeString:
    """A text that was typed, as HTML: without what tells who it is while the reading is blind."""
    escaped = conditional_escape(text)
    return mark_safe(struck_out(escaped, application)) if application.is_blind else escaped


def names_of(application: Application) -> set[str]:
    """Each word of the names that is long enough to tell something."""
    words = re.split(r"[\s'’-]+", f"{application.first_name} {application.last_name}")
    return {word for word in words if len(word) > 1}


def loosely(name: str) -> str:
    """A pattern for a name with or without its accents."""
    pieces = []
    for letter in name:
        plain = unicodedata.normalize("NFD", letter)[0]
        escaped = {re.escape(html.escape(one)) for one in (letter, plain)}
        pieces.append(f"(?:{'|'.join(sorted(escaped))})[\\u0300-\\u036f]?")
    return "".join(pieces)
