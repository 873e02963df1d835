"""`{% stream_of stream %}`: the blocks of a page, remembered where they look the same at every address."""

from itertools import groupby
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.freshness.memory import remembered
from cms.templatetags.typography import placed, set_once

register = template.Library()


@register.simple_tag(takes_context=True)
def stream_of(context: Context, stream: StreamValue) -> SafeString:
    """Every block of the stream, one after the other; what stands between forms is remembered."""
    values = context.flatten()
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or not page.live or getattr(request, "is_preview", False):
        return mark_safe("".join(block.render(context=values) for block in stream))
    shown: list[str] = []
    for is_form, run in groupby(
        range(len(stream)), lambda place: _looks_at_the_request(stream, stream.raw_data[place])
    ):
        places = list(run)

        def render(places: list[int] = places) -> str:
            return "".join(stream[place].render(context=values) for place in places)

        if is_form:
            shown.append(render())
        else:
            parts = tuple(stream.raw_data[place].get("id") for place in places)
            # With its place: blocks that no editor has saved yet have no id to tell two runs apart.
            key = ("cms.stream", page.pk, get_language(), places[0], parts)
            shown.append(placed(remembered(key, set_once(render), of=[page])))
    return mark_safe("".join(shown))


def _looks_at_the_request(stream: StreamValue, raw: dict[str, Any]) -> bool:
    """Whether this block holds a form, which says where it stands."""
    block = stream.stream_block.child_blocks.get(raw["type"])
    return bool(getattr(block, "for_request", False))
