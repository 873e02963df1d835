"""The parts that stand around every page: made once, completed while nobody has changed them."""

from typing import Any

from wagtail.fields import StreamField

from cms.models import SitePart

from .language import locale_of, page_is_live, resolve
from .streams import build_stream

LANGUAGES = ("fr", "en")


def existing(*links: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of the links whose page is published now."""
    return [one for one in links if one["page"] is None or page_is_live(one["page"].address)]


def plant_part(model: type[SitePart], *, published: bool = True, **values: Any) -> None:
    """Make this part in both languages, where a language has none yet.

    They are twins of each other but each language is edited on its own: a menu is not translated,
    it is written. An unpublished part is a draft for the editors to start from.
    """
    original: SitePart | None = None
    for language in LANGUAGES:
        part = model._default_manager.filter(locale=locale_of(language)).first()
        if part is None:
            part = model(locale=locale_of(language), live=False)
            if original is not None:
                part.translation_key = original.translation_key
            _fill(part, values, language)
            part.save()
            revision = part.save_revision()
            if published:
                revision.publish()
        original = original or part


def complete_part(model: type[SitePart], **values: Any) -> None:
    """Write these values into the part where it exists and nobody of the staff has touched it."""
    for language in LANGUAGES:
        part = model._default_manager.filter(locale=locale_of(language)).first()
        if part is None or part.revisions.exclude(user=None).exists():
            continue
        before = part.serializable_data()
        _fill(part, values, language)
        if part.serializable_data() != before:
            part.save_revision().publish()


def _fill(part: SitePart, values: dict[str, Any], language: str) -> None:
    for name, value in values.items():
        model_field = part._meta.get_field(name)
        if isinstance(model_field, StreamField):
            path = f"{part._meta.label_lower}#{name}"
            setattr(part, name, build_stream(model_field, value, language, path))
        else:
            setattr(part, name, resolve(value, language))
