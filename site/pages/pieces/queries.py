"""What pages show: pieces in the language of the page, in as few queries as can be."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language

from cms.freshness.tables import languages
from pages.pieces.models import FrequentQuestion, GlossaryTerm, Piece, Topic

P = TypeVar("P", bound=Piece)
T = TypeVar("T", GlossaryTerm, FrequentQuestion)


def language_of(piece: Any) -> str:
    """The code of a piece's language, without a query where it is known already; empty for none."""
    if piece.locale_id is None:
        return ""
    return languages().get(str(piece.locale_id)) or str(piece.locale.language_code)


def in_language(pieces: Sequence[P | None], language: str = "") -> list[P]:
    """Each as it is in the language of the page; as it was chosen where it has not been translated."""
    language = language or get_language() or settings.LANGUAGE_CODE
    chosen = [piece for piece in pieces if piece is not None]
    foreign = [one for one in chosen if language_of(one) != language]
    if not foreign:
        return chosen
    found = type(foreign[0])._default_manager.filter(
        translation_key__in=[one.translation_key for one in foreign],
        locale__language_code=language,
    )
    translated = {one.translation_key: one for one in found}
    return [translated.get(one.translation_key, one) for one in chosen]


def of_topic(model: type[T], topic: Topic | None, language: str = "") -> list[T]:
    """The topic's terms or questions in this language; those without a translation are not among them."""
    if topic is None:
        return []
    language = language or get_language() or settings.LANGUAGE_CODE
    found = model._default_manager.filter(
        topic__translation_key=topic.translation_key, locale__language_code=language
    )
    return list(found)


def listed(model: type[T], value: Any) -> list[T]:
    """What a block shows: those that were chosen, then the rest of its topic."""
    chosen: list[T] = in_language(list(value.get("chosen") or ()))
    known: set[Any] = {one.translation_key for one in chosen}
    more: list[T] = of_topic(model, value.get("topic"))
    return [*chosen, *(one for one in more if one.translation_key not in known)]
