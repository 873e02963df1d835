"""The headers that protect every answer: pages, errors, redirects, files and downloads alike.

The policy itself is written by django-csp from settings; this layer chooses which of its variants an
answer gets and adds what neither Django nor django-csp sends. What a visitor has agreed to load widens
the policy of that visitor's answers and of no other (consent.enforcement).
"""

import logging
from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from config.middleware.policies import PERMISSIONS, PUBLIC, STAFF
from consent import enforcement

log = logging.getLogger(__name__)


class HeadersMiddleware:
    """Choose the variant of the policy and add the other headers. Stands inside of CSPMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.staff_prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        if getattr(request, "is_preview", False):
            # A previewed page is as strict as the published one, but Wagtail's editor frames it.
            update = {"frame-ancestors": [SELF]}
            headers["X-Frame-Options"] = "SAMEORIGIN"
        elif self.is_staff_screen(request, response):
            update = STAFF
            headers["X-Frame-Options"] = "SAMEORIGIN"
        else:
            update = self.for_visitor(request, response)
        if "Content-Security-Policy" in headers:
            headers["Content-Security-Policy"] = completed(headers["Content-Security-Policy"])
        elif update:
            given = getattr(response, "_csp_replace", None) or {}
            response._csp_replace = {**update, **given}  # type: ignore[attr-defined]
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if update is not STAFF and not loads_others(response):
            headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    def for_visitor(self, request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
        """What the page and the visitor's choice add to the policy; nothing for what is no page."""
        if not is_page(response):
            return {}
        update: dict[str, Any] = {}
        try:
            added = enforcement.sources_for(request, response)
            enforcement.tell_caches(request, response)
        except (DatabaseError, InterfaceError):  # the page of an outage: nothing is widened
            log.warning("The choice could not be looked up", exc_info=True)
            return update
        for directive, sources in added.items():
            own = [source for source in PUBLIC.get(directive, []) if source != NONE]
            update[directive] = [*own, *sources]
        return update

    def is_staff_screen(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Whether this is one of Wagtail's own screens, shown to somebody who is signed in."""
        if not request.path.startswith(self.staff_prefix):
            return False
        user = getattr(request, "user", None)
        return user is not None and user.is_authenticated


def is_page(response: HttpResponse) -> bool:
    """Whether a browser will show this as a page."""
    return response.headers.get("Content-Type", "").startswith("text/html")


def loads_others(response: HttpResponse) -> bool:
    """Whether the page loads from another host, which COEP would keep from it."""
    sources = [
        source
        for name in ("_csp_replace", "_csp_update")
        for directive in (getattr(response, name, None) or {}).values()
        for source in directive
    ]
    return any(source.startswith(("https:", "http:")) for source in sources)


def completed(policy: str) -> str:
    """A policy that a view has written itself (Wagtail does for downloads), with what it left out."""
    named = {directive.split()[0].lower() for directive in policy.split(";") if directive.strip()}
    missing = [
        f"{name} 'none'"
        for name in ("object-src", "base-uri", "frame-ancestors")
        if name not in named
    ]
    return "; ".join([policy.strip().rstrip(";"), *missing])
