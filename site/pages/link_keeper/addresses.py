"""Whether something answers at an address of this site, and which anchors a page has."""

from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.redirects.addresses import path_here

SERVED = "wagtail_serve"
# What is served beside the pages, and may well not be there while it is checked.
FILES = ("/static/", "/media/", "/documents/")


class Addresses:
    """What is known of this site's addresses while one check lasts; each is looked up once."""

    def __init__(self) -> None:
        self._found: dict[str, Page | bool] = {}
        self._anchors: dict[int, set[str]] = {}

    @cached_property
    def site(self) -> Site | None:
        return Site.objects.select_related("root_page").filter(is_default_site=True).first()

    def is_ours(self, address: str) -> bool:
        return address.startswith("#") or path_here(address, self.site) is not None

    def at(self, path: str) -> Page | bool:
        """The page that answers at `path`; True for another view or a redirect; False for nothing."""
        if path not in self._found:
            self._found[path] = self._ask(path)
        return self._found[path]

    def _ask(self, path: str) -> Page | bool:
        if path.startswith(FILES):
            return True
        language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
        with translation.override(language):
            try:
                match = resolve(path if path.endswith("/") else f"{path}/")
            except Resolver404:
                return self._redirected(path)
            if match.url_name != SERVED:
                return True
            page = self._routed(match.args[0] if match.args else match.kwargs.get("path", ""))
        return page or self._redirected(path)

    def _routed(self, inside: str) -> Page | None:
        if self.site is None:
            return None
        request = HttpRequest()
        request.META.update(SERVER_NAME=self.site.hostname, SERVER_PORT=str(self.site.port))
        start = self.site.root_page.localized.specific
        try:
            return start.route(request, [part for part in inside.split("/") if part]).page
        except Http404:
            return None

    def _redirected(self, path: str) -> bool:
        return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()

    def has_anchor(self, page: Page, anchor: str) -> bool:
        """Whether the published page has an element of this id, as a browser would find it."""
        if page.pk not in self._anchors:
            self._anchors[page.pk] = anchors_of(page)
        return unquote(anchor) in self._anchors[page.pk] or anchor.lower() == "top"

    def anchors(self, page: Page) -> set[str]:
        """Every anchor of the page, for whoever looks for one that is meant."""
        self.has_anchor(page, "")
        return self._anchors[page.pk]


def anchors_of(page: Page) -> set[str]:
    """The ids of the page as it is shown: those of its headings and those of its template."""
    with translation.override(page.locale.language_code):
        response = page.specific.make_preview_request()
    soup = BeautifulSoup(response.content, "html.parser")
    return {str(tag["id"]) for tag in soup.find_all(id=True)}


def split(address: str) -> tuple[str, str]:
    """The path of an address of this site and its anchor."""
    parts = urlsplit(address.strip())
    return parts.path, parts.fragment
