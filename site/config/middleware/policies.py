"""The variants of the Content-Security-Policy and what else is the same for every answer."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings

# No page needs any of these powers of the browser.
POWERS = """
    accelerometer autoplay browsing-topics camera display-capture encrypted-media geolocation gyroscope
    hid idle-detection magnetometer microphone midi payment picture-in-picture
    publickey-credentials-create publickey-credentials-get screen-wake-lock serial usb web-share
    xr-spatial-tracking
"""
PERMISSIONS = ", ".join(f"{power}=()" for power in POWERS.split())

# Where browsers report what the policy kept away (consent.reports).
REPORTS = "/consent/reports/"
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
    "worker-src": [SELF],  # the proof of work of a form, which any page may have in its foot
    "frame-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "report-uri": [REPORTS],
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
