"""What lists need: a few page numbers."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def page_numbers(items: "Page[Any]") -> list[int | str]:
    """The numbers to show under a list: the first, the last, those around this one, and gaps."""
    return list(items.paginator.get_elided_page_range(items.number, on_each_side=1, on_ends=1))
