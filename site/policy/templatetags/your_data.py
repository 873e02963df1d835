from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from policy.models import YourDataPage

register = template.Library()


@register.simple_tag
def your_data_address() -> str:
    """The address of the page « Vos données » in the current language; empty while there is none."""
    page = YourDataPage.objects.live().filter(locale__language_code=get_language()).first()
    return page.url or "" if page else ""


@register.filter
def of(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """The value under a key that is only known when the page is made; empty when there is none."""
    return (mapping or {}).get(key, "")
