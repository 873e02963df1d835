"""What a visitor's choice does to an answer: its Content-Security-Policy, its ETag, its Vary.

The body is the same bytes for everyone. A visitor without a choice, with a refusal, or with Global
Privacy Control gets the narrow policy; who has agreed gets the hosts of those services and no other.
"""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from consent import trackers
from consent.choice import accepted_services, cookie_name, loaded_services
from consent.trackers import ActiveService

FORM = "_holds_public_form"


def mark_form(response: HttpResponseBase) -> None:
    """Say that the page in this answer has a public form on it."""
    setattr(response, FORM, True)


def holds_form(response: HttpResponseBase) -> bool:
    """Whether `mark_form` was told of this answer."""
    return bool(getattr(response, FORM, False))


def services_of(request: HttpRequest, response: HttpResponseBase) -> tuple[ActiveService, ...]:
    """The services that may load on this page for this visitor."""
    form = holds_form(response)
    return tuple(one for one in loaded_services(request) if form or not one.service.on_forms)


def sources_for(request: HttpRequest, response: HttpResponseBase) -> dict[str, list[str]]:
    """What this visitor's choice adds to the policy of this page, by directive, in a stable order."""
    added: dict[str, set[str]] = {}
    for one in services_of(request, response):
        for directive, sources in one.sources.items():
            added.setdefault(directive, set()).update(sources)
    return {directive: sorted(added[directive]) for directive in sorted(added)}


def key_of(request: HttpRequest) -> str:
    """The one thing an answer depends on besides its address: the services that may load."""
    return ".".join(sorted(one.slug for one in loaded_services(request)))


def tell_caches(request: HttpRequest, response: HttpResponse) -> None:
    """Keep one visitor's policy from another where an answer is kept between them.

    While any service may load, the answer varies with the cookie (readers bring none, so they share
    one entry) and with Global Privacy Control; what was widened for somebody is theirs alone, unless
    a proxy keys it by the beginning of the cookie (README, "Headers").
    """
    if not trackers.active():
        return
    patch_vary_headers(response, ["Cookie", "Sec-GPC"])
    if not is_honest(request):
        # A proxy that keys by the cookie's beginning must not keep what a false one was answered.
        patch_cache_control(response, private=True, no_store=True)
    elif any(one.service.needs_consent for one in loaded_services(request)):
        patch_cache_control(response, private=True)


def is_honest(request: HttpRequest) -> bool:
    """Whether the beginning of the cookie says what was agreed to and still counts."""
    return claimed(request) == sorted(accepted_services(request))


def claimed(request: HttpRequest) -> list[str]:
    """What the beginning of the cookie says was agreed to, true or not."""
    parts = request.COOKIES.get(cookie_name(), "").split("~")
    return sorted(slug for slug in parts[1].split(".") if slug) if len(parts) > 1 else []


def etag_of(request: HttpRequest, response: HttpResponse) -> str:
    """The validator of a page: its bytes and the accepted set, so that neither hides the other."""
    said = hashlib.sha256(response.content)
    said.update(b"\0" + key_of(request).encode())
    return f'W/"{said.hexdigest()[:32]}"'
