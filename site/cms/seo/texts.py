"""The small texts machines ask for at fixed addresses."""

import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from cms.models import CompanyIdentity
from cms.seo.addresses import absolute, home_path
from cms.seo.describing import search_address
from cms.seo.icons import FOLDER, PAPER
from cms.seo.structured import NAME

# RFC 9116, 2.5.5: less than a year ahead is recommended. Computed, so it never lies in the past.
EXPIRES_AFTER = datetime.timedelta(days=180)


def robots() -> str:
    """robots.txt (RFC 9309). Results of a search are endless; the page to search from may be seen."""
    searches = [search_address(code) for code, _name in settings.LANGUAGES]
    closed = ["/admin/", *(f"{path}?q=" for path in searches if path)]
    return "\n".join(
        [
            "User-agent: *",
            *(f"Disallow: {path}" for path in closed),
            "",
            f"Sitemap: {absolute('/sitemap.xml')}",
            "",
        ]
    )


def security() -> str:
    """security.txt (RFC 9116), or "" while nobody is known to whom a weakness could be reported."""
    identities = CompanyIdentity.objects.filter(live=True).order_by("locale_id")
    contacts = [one.security_email or one.email for one in identities]
    contact = next(filter(None, contacts), "")
    if not contact:
        return ""
    expires = (timezone.now() + EXPIRES_AFTER).astimezone(datetime.UTC)
    return "\n".join(
        [
            f"Contact: mailto:{quote(contact, safe='@.+-_')}",
            f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
            f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
            f"Canonical: {absolute('/.well-known/security.txt')}",
            "",
        ]
    )


def manifest(language: str) -> dict[str, Any]:
    """The web app manifest (W3C) of a language."""
    identity = CompanyIdentity.objects.filter(live=True, locale__language_code=language).first()
    home = home_path(language)
    data: dict[str, Any] = {
        "id": home,
        "name": identity.name if identity and identity.name else NAME,
        "short_name": NAME,
        "lang": language,
        "dir": "ltr",
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"{FOLDER}/{name}-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, purpose in (("icon", "any"), ("maskable", "maskable"))
            for size in (192, 512)
        ],
    }
    if identity and identity.tagline:
        data["description"] = identity.tagline
    return data
