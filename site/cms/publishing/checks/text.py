"""Headings and reading ease."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bs4 import BeautifulSoup
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.publishing.checks.content import leaves_of

FEWEST_WORDS = 100  # below, the measure says nothing
HARD = 30.0  # on the scale from 0 (hard) to 100 (easy)
# Constants of the reading ease: Flesch (1948) for English, Kandel and Moles (1958) for French.
EASE = {"en": (206.835, 1.015, 84.6), "fr": (207.0, 1.015, 73.6)}
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)


def headings(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """A heading of level 3 needs one of level 2 above it."""
    for page in pages:
        levels = [1, *_levels(page)]
        if any(lower - upper > 1 for upper, lower in pairwise(levels)):
            yield page, _("Put a heading of level 2 before the first one of level 3.")


def _levels(page: Page) -> Iterator[int]:
    for leaf in leaves_of(page):
        if leaf.name == "heading" and isinstance(leaf.value, str):
            yield 2
        elif isinstance(leaf.value, RichText):
            soup = BeautifulSoup(leaf.value.source, "html.parser")
            yield from (int(tag.name[1]) for tag in soup.find_all(["h2", "h3", "h4"]))


def reading(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """Long sentences and long words tire the reader."""
    for page in pages:
        ease = reading_ease(words_of(page), page.locale.language_code)
        if ease is not None and ease < HARD:
            yield (
                page,
                _("Shorten sentences: this reads hard (%(ease)d on a scale to 100).")
                % {"ease": max(0, round(ease))},
            )


def words_of(page: Page) -> str:
    """The running text of a page, without its headings."""
    texts = []
    for leaf in leaves_of(page):
        if isinstance(leaf.value, RichText):
            soup = BeautifulSoup(leaf.value.source, "html.parser")
            texts += [tag.get_text(" ", strip=True) for tag in soup.find_all(["p", "li"])]
    return "\n".join(texts)


def reading_ease(text: str, language: str) -> float | None:
    """Between 0 (hard) and 100 (easy), a little beyond on either side; None for short texts."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)
    if len(words) < FEWEST_WORDS or language not in EASE:
        return None
    sentences = max(1, len(re.findall(r"[.!?…]+(?=\s|$)|\n", text)))
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    start, by_sentence, by_word = EASE[language]
    return start - by_sentence * len(words) / sentences - by_word * syllables / len(words)
