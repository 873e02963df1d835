"""The paths a page answers at, in the form redirects keep them."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

MAX_LENGTH = 255


@dataclass(frozen=True)
class Address:
    """One path of a page on one site. `route`: which of the page's own routes it is ("" for itself)."""

    site_id: int
    path: str
    route: str


def addresses(page: Page, *, url_path: str | None = None) -> list[Address]:
    """Where the specific `page` answers, or would if its `url_path` were another one."""
    current = page.url_path
    try:
        if url_path is not None:
            page.url_path = url_path
        parts = page.get_url_parts()
    finally:
        page.url_path = current
    if parts is None or not parts[2]:
        return []
    site_id, _root, start = parts
    found = []
    for route in page.get_route_paths():
        kept = Redirect.normalise_page_route_path(route)
        path = Redirect.normalise_path(start.rstrip("/") + (kept or "/"))
        if len(path) <= MAX_LENGTH:
            found.append(Address(site_id, path, kept))
    return found


def in_language(field: str, language: str) -> Q:
    """The rows whose path in `field` is one of this language: the first one's stand at the root."""
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    below = {
        code: Q(**{field: f"/{code}"}) | Q(**{f"{field}__startswith": f"/{code}/"})
        for code in others
    }
    if language in below:
        return below[language]
    return ~reduce(or_, below.values(), Q(pk__in=()))


def path_here(link: str, site: Site | None) -> str | None:
    """The normalised path of a link that leads to our own site; None when it leads elsewhere."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        own = urlsplit(site.root_url) if site else None
        if own is None or parts.hostname != own.hostname or parts.scheme not in ("http", "https"):
            return None
    elif not link.startswith("/"):
        return None
    return Redirect.normalise_path(parts.path + (f"?{parts.query}" if parts.query else ""))
