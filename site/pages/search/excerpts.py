"""Pieces of a page's text around the words that were looked for, marked, safe to print."""

from collections.abc import Callable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .words import Word, words

LENGTH = 220
Sought = Callable[[Word], bool]


def sought(terms: tuple[str, ...], *, beginnings: bool = False) -> Sought:
    """Whether a word of a text is one of those that were looked for."""
    if beginnings:
        return lambda word: word.term.startswith(terms)
    wanted = frozenset(terms)
    return lambda word: word.term in wanted


def marked(text: str, language: str, is_sought: Sought) -> SafeString:
    """All of `text`, escaped, with what was looked for in `<mark>`."""
    return _mark(text, 0, len(text), [word for word in words(text, language) if is_sought(word)])


def excerpt(text: str, language: str, is_sought: Sought) -> SafeString:
    """About two lines of `text` where most of what was looked for stands, or its beginning."""
    hits = [word for word in words(text, language) if is_sought(word)]
    start, end = _window(text, hits)
    inside = [word for word in hits if start <= word.start and word.end <= end]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return mark_safe(f"{before}{_mark(text, start, end, inside)}{after}")


def _window(text: str, hits: list[Word]) -> tuple[int, int]:
    """Where the excerpt starts and ends: at word boundaries, around the richest stretch."""
    if not hits:
        return 0, _cut_before(text, LENGTH)
    best, most, last = 0, 0, 0
    for first in range(len(hits)):
        last = max(last, first)
        while last < len(hits) and hits[last].end - hits[first].start <= LENGTH:
            last += 1
        different = len({word.term for word in hits[first:last][:50]})
        if (value := different * 100 + last - first) > most:
            best, most = first, value
    start = max(0, hits[best].start - LENGTH // 4)
    if start:
        space = text.find(" ", start, hits[best].start)
        start = space + 1 if space >= 0 else hits[best].start
    return start, max(_cut_before(text, start + LENGTH), hits[best].end)


def _cut_before(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, position - 40), position)
    return space if space > 0 else position


def _mark(text: str, start: int, end: int, hits: list[Word]) -> SafeString:
    pieces: list[str] = []
    for word in hits:
        pieces.append(escape(text[start : word.start]))
        pieces.append(f"<mark>{escape(text[word.start : word.end])}</mark>")
        start = word.end
    pieces.append(escape(text[start:end]))
    return mark_safe("".join(pieces))
