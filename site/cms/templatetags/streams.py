"""`{% stream_of stream %}`: the blocks of a page, remembered where they look the same at every address."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.freshness.memory import remembered

register = template.Library()


@register.simple_tag(takes_context=True)
def stream_of(context: Context, stream: StreamValue) -> SafeString:
    """Every block of the stream, one after the other."""

    def render() -> SafeString:
        values = context.flatten()
        return mark_safe("".join(block.render(context=values) for block in stream))

    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or not page.live or getattr(request, "is_preview", False):
        return render()
    if any(_looks_at_the_request(stream, one) for one in stream.raw_data):
        return render()
    parts = tuple(one.get("id") for one in stream.raw_data)
    return remembered(("cms.stream", page.pk, get_language(), parts), render, of=[page])


def _looks_at_the_request(stream: StreamValue, raw: dict[str, Any]) -> bool:
    """Whether this block holds a form, which says where it stands."""
    block = stream.stream_block.child_blocks.get(raw["type"])
    return bool(getattr(block, "for_request", False))
