"""What stands at an address of this site."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site


def path_only(address: str) -> str:
    """Path, query and fragment of an address, whatever its host. Raises ValueError for nonsense."""
    parts = urlsplit(address.strip())
    return urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))


def path_here(address: str) -> str | None:
    """The same for an address of this site; None for one elsewhere. Raises ValueError.

    This site's hosts are those of Wagtail's sites and of ALLOWED_HOSTS.
    """
    parts = urlsplit(address.strip())
    own = {site.hostname for site in Site.objects.all()} | set(settings.ALLOWED_HOSTS)
    if parts.netloc and parts.hostname not in own:
        return None
    return path_only(address)


def page_at(path: str) -> Page | None:
    """The published page that answers at this path, without or with its closing slash."""
    found = _route(path)
    return found.specific if found is not None and _same(found.url or "", path) else None


def answers(path: str) -> bool:
    """Whether this site has something at the path: a page, a part of one, or another view."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return _route(path) is not None
    by_wagtail = (match.url_name or "").startswith("wagtail_serve")
    return not by_wagtail or _route(path) is not None


def _same(url: str, path: str) -> bool:
    return urlsplit(url).path.strip("/") == urlsplit(path).path.strip("/")


def _route(path: str) -> Page | None:
    """The page that Wagtail would serve for the path, in the language the path names."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    parts = [part for part in urlsplit(path).path.split("/") if part]
    home = site.root_page
    others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    if parts and parts[0] in others:
        home = home.get_translations().filter(locale__language_code=parts[0]).first()
        parts = parts[1:]
    if home is None:
        return None
    try:
        page: Page = home.specific.route(HttpRequest(), parts).page
    except Http404:
        return None
    return page
