"""The texts that HR carries by hand to boards that read no feed."""

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from careers import wording
from careers.boards import BOARDS
from careers.markup import bare_title, description_html
from cms.seo.addresses import page_address

if TYPE_CHECKING:
    from careers.models import OfferPage

SHORT = 280


@dataclass(frozen=True)
class Piece:
    """One text to copy."""

    name: str
    label: str
    text: str
    help: str = ""


@dataclass(frozen=True)
class BoardLink:
    """The address to give to one board."""

    name: str
    address: str


def pieces(offer: "OfferPage") -> list[Piece]:
    """The texts in the offer's own language; labels in the reader's."""
    with translation.override(offer.locale.language_code):
        title, short, whole = bare_title(offer), _short(offer), _whole(offer)
        html = description_html(offer)
    return [
        Piece("title", _("Title"), title),
        Piece("short", _("Short text"), short, _("For social networks; at most 280 characters.")),
        Piece("text", _("Whole offer as text"), whole, _("For boards that take text alone.")),
        Piece("html", _("Whole offer as HTML"), html, _("For boards with a formatted field.")),
    ]


def board_links(offer: "OfferPage") -> list[BoardLink]:
    address = page_address(offer)
    return [BoardLink(name, f"{address}?via={slug}") for slug, name in BOARDS.items()]


def _short(offer: "OfferPage") -> str:
    terms = [wording.contract(offer), wording.places(offer), wording.salary_range(offer)]
    start = f"{bare_title(offer)} – {' · '.join(filter(None, terms))}. "
    address = page_address(offer)
    room = SHORT - len(start) - len(address) - 1
    summary = Truncator(offer.summary).chars(room) if room > 20 else ""
    return f"{start}{summary} {address}".replace("  ", " ")


def _whole(offer: "OfferPage") -> str:
    lines = [bare_title(offer), ""]
    colon = "\xa0: " if offer.locale.language_code == "fr" else ": "
    for fact in wording.facts(offer):
        detail = f" ({fact.detail})" if fact.detail else ""
        lines.append(f"{fact.label}{colon}{fact.value}{detail}")
    lines += ["", offer.summary, "", _as_text(str(description_html(offer)))]
    lines += ["", page_address(offer)]
    return "\n".join(lines)


def _as_text(html: str) -> str:
    """HTML of rich text as lines: a paragraph each, list items with a dash."""
    for tag, mark in (("<li", "\n- <li"), ("</p>", "\n</p>"), ("<h", "\n\n<h"), ("</h", "\n</h")):
        html = html.replace(tag, mark)
    text = unescape(strip_tags(html))
    return "\n".join(line.strip() for line in text.split("\n")).strip().replace("\n\n\n", "\n\n")
