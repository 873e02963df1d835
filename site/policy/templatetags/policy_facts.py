"""How the templates of facts read a text in two languages, or a date told as text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from privacy.texts import Text

register = template.Library()


@register.filter
def told(value: Mapping[str, str] | Text | str | None) -> str:
    """A text in the language being printed."""
    language = (get_language() or "fr")[:2]
    if isinstance(value, Text):
        return value.into(language)
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get("fr") or "")
    return str(value or "")


@register.filter
def begun(value: Any) -> str:
    """The text as the beginning of a sentence."""
    text = told(value)
    return text[:1].upper() + text[1:]


@register.filter
def as_date(value: str | None) -> date | None:
    """The date in “2026-11-02”; None when there is none."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
