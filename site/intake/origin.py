"""Where a visitor came from, as their own browser tells it: bounded, cleaned, never trusted.

The script (leads/static/leads/origin.js) keeps the first and the last touch in the tab's session
storage, only with agreement to performance measurement, and sends them with the form. Nothing is read
without that agreement, whatever is sent.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from consent.choice import accepted_purposes

PURPOSE = "performance"
TOUCHES = ("first", "last")
# What may be kept of a touch: names of the campaign, the referrer's host, where the visit began.
PARAMETERS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
MAX_VALUE = 60
# Longest text of a form's field that is read at all, in characters.
MAX_ORIGIN = 2000
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?")
_NOT_A_NAME = re.compile(r"[^a-z0-9._~-]+")


class OriginField(forms.CharField):
    """The hidden field that the script fills in. Too long or broken counts as nothing sent."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value)
        if not text or len(text) > MAX_ORIGIN:
            return {}
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def origin_of(request: HttpRequest, sent: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """First and last touch out of what the form brought; empty without the visitor's agreement."""
    if not sent or PURPOSE not in accepted_purposes(request):
        return {}
    found = {name: _touch(sent.get(name)) for name in TOUCHES}
    return {name: touch for name, touch in found.items() if touch}


def campaign_of(origin: Mapping[str, Mapping[str, str]]) -> str:
    """The campaign of the last touch that had one, else of the first."""
    for name in reversed(TOUCHES):
        if campaign := origin.get(name, {}).get("utm_campaign"):
            return campaign
    return ""


def _touch(sent: Any) -> dict[str, str]:
    if not isinstance(sent, dict):
        return {}
    kept = {name: name_in(sent.get(name)) for name in PARAMETERS}
    host = sent.get("referrer")
    if isinstance(host, str) and _HOST.fullmatch(host.lower()):
        kept["referrer"] = host.lower()
    page = sent.get("landing")
    if isinstance(page, str) and page.startswith("/") and not page.startswith("//"):
        kept["landing"] = "".join(c for c in page.partition("?")[0] if c.isprintable())[:200]
    return {name: value for name, value in kept.items() if value}


def name_in(value: Any) -> str:
    """A campaign name as it is counted: lower case, letters, digits and hyphens, short.

    An address typed into a link's parameter loses its @ and so names nobody any more.
    """
    if not isinstance(value, str):
        return ""
    return _NOT_A_NAME.sub("-", value.strip().lower()[:200]).strip("-")[:MAX_VALUE]
