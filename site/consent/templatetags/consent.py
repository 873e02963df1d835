"""`{% consent_head %}` and `{% consent_panel %}`: the same bytes for every visitor of a page."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from consent import panel, trackers
from consent.choice import MONTHS
from consent.register_file import register_file

register = template.Library()


@register.inclusion_tag("consent/head.html", takes_context=True)
def consent_head(context: Context) -> dict[str, Any]:
    """The script and style of the panel, while any service may load."""
    if _in_preview(context) or not trackers.active():
        return {"shown": False}
    asked = trackers.asked()
    return {
        "shown": True,
        "asks": " ".join(f"{one.slug}:{one.service.edition}" for one in asked),
        "exempt": any(not one.service.needs_consent for one in trackers.active()),
        "register": reverse("consent_register", args=[register_file().digest]),
        "months": MONTHS,
    }


@register.simple_tag(takes_context=True)
def consent_panel(context: Context) -> SafeString:
    """The panel, while a service that needs an agreement may load; nothing otherwise."""
    request = context.get("request")
    shown = panel.current() if request is not None and not _in_preview(context) else None
    if request is None or shown is None:
        return mark_safe("")
    return mark_safe(shown.at(request.path, (get_language() or "fr")[:2]))


def _in_preview(context: Context) -> bool:
    return bool(getattr(context.get("request"), "is_preview", False))
