"""The headers that protect every answer: pages, errors, redirects, files and downloads alike.

The policy itself is written by django-csp from settings; this layer chooses which of its variants an
answer gets and adds what neither Django nor django-csp sends.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# No page needs any of these powers of the browser.
POWERS = """
    accelerometer autoplay browsing-topics camera display-capture encrypted-media geolocation gyroscope
    hid idle-detection magnetometer microphone midi payment picture-in-picture
    publickey-credentials-create publickey-credentials-get screen-wake-lock serial usb web-share
    xr-spatial-tracking
"""
PERMISSIONS = ", ".join(f"{power}=()" for power in POWERS.split())

# Public pages: their own host and nothing else; no inline script or style at all.
PUBLIC: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "worker-src": [SELF],
    "frame-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
# Signed-in Wagtail screens, as strict as Wagtail 8 allows (tried in Chromium, screen by screen): its
# date pickers, forms and blocks come with script elements in the page, Draftail and Localize write
# style elements and attributes. No handler in an attribute (`onclick`) ever runs, and no eval().
# Previews are framed; uploads are shown from blob: addresses before they are sent.
STAFF: dict[str, Any] = {
    "script-src-elem": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


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
            update = {}
        if "Content-Security-Policy" in headers:
            headers["Content-Security-Policy"] = completed(headers["Content-Security-Policy"])
        elif update:
            given = getattr(response, "_csp_replace", None) or {}
            response._csp_replace = {**update, **given}  # type: ignore[attr-defined]
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if update is not STAFF and not frames_others(response):
            headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    def is_staff_screen(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Whether this is one of Wagtail's own screens, shown to somebody who is signed in."""
        if not request.path.startswith(self.staff_prefix):
            return False
        user = getattr(request, "user", None)
        return user is not None and user.is_authenticated


def frames_others(response: HttpResponse) -> bool:
    """Whether the page shows another site's frame, which COEP would keep from loading."""
    frames: list[str] = []
    for name in ("_csp_replace", "_csp_update"):
        frames += (getattr(response, name, None) or {}).get("frame-src") or []
    return any(source not in {NONE, SELF} for source in frames)


def completed(policy: str) -> str:
    """A policy that a view has written itself (Wagtail does for downloads), with what it left out."""
    named = {directive.split()[0].lower() for directive in policy.split(";") if directive.strip()}
    missing = [
        f"{name} 'none'"
        for name in ("object-src", "base-uri", "frame-ancestors")
        if name not in named
    ]
    return "; ".join([policy.strip().rstrip(";"), *missing])


def strict_headers() -> list[tuple[str, str]]:
    """The same headers for an answer that Django never saw (see server.py)."""
    policy = "; ".join(f"{name} {' '.join(map(str, values))}" for name, values in PUBLIC.items())
    headers = [
        ("content-security-policy", policy),
        ("permissions-policy", PERMISSIONS),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", settings.SECURE_REFERRER_POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cache-control", "no-store"),
    ]
    if settings.SECURE_HSTS_SECONDS:
        headers.append(
            (
                "strict-transport-security",
                f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload",
            )
        )
    return headers
