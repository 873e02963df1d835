"""What a second reader would say about an offer."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from careers.lint.words import RULES
from careers.markup import GENDER_SUFFIX

if TYPE_CHECKING:
    from careers.models import OfferPage

WORDS, TITLE, RANGE = "words", "title", "range"
WIDEST = Decimal("1.5")


@dataclass(frozen=True)
class Finding:
    """One remark; `kind` is the content checker's rule."""

    kind: str
    message: str


def findings(offer: "OfferPage") -> list[Finding]:
    """Every remark about this offer, each once."""
    return list(dict.fromkeys([*_title(offer), *_range(offer), *_words(offer)]))


def _title(offer: "OfferPage") -> Iterator[Finding]:
    if found := GENDER_SUFFIX.search(offer.title):
        yield Finding(
            TITLE,
            _(
                "Take “%(words)s” out of the title and name the job in both genders: search engines "
                "want the title alone."
            )
            % {"words": found[0].strip()},
        )


def _range(offer: "OfferPage") -> Iterator[Finding]:
    low, high = offer.salary_min, offer.salary_max
    if low and high and high > low * WIDEST:
        yield Finding(
            RANGE,
            _(
                "The highest pay is %(times)s times the lowest: a range wider than 1.5 says little. "
                "Narrow it or write two offers."
            )
            % {"times": f"{high / low:.1f}"},
        )


def _words(offer: "OfferPage") -> Iterator[Finding]:
    text = "\n".join(_texts(offer)).replace("\xa0", " ")
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            yield Finding(WORDS, str(rule.message) % {"words": " ".join(found[0].split())})


def _texts(offer: "OfferPage") -> Iterator[str]:
    yield from (offer.title, offer.summary, offer.rhythm, offer.hours, offer.salary_variable)
    # A space between blocks, so that no two words become one.
    yield strip_tags(offer.description.replace("<", " <"))
    for one in offer.criterion_list():
        yield from (one.title, one.text or "")
    for step in offer.steps:
        yield from (step.value["title"], step.value["text"])
    yield from (question.text for question in offer.question_list())
