"""Full addresses. SITE_URL says where the site is; a second Wagtail site keeps its own address."""

from urllib.parse import quote, urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

HOME_DEPTH = 2


def absolute(path: str) -> str:
    """`path` of this site as a full address; a full address stays as it is."""
    return urljoin(f"{settings.SITE_URL}/", path)


def static_address(name: str) -> str:
    """The full address of a static file, with its content hash in production."""
    return absolute(static(name))


def page_address(page: Page, request: HttpRequest | None = None) -> str:
    """The full address of a page, without query; empty for a page no visitor can reach by one.

    Wagtail's own `full_url` follows the Site record, which is `localhost` until somebody changes it.
    """
    parts = page.get_url_parts(request) if page.pk else None
    if not parts or not parts[2]:
        return ""
    _site_id, root_url, path = parts
    only_site = len({root.site_id for root in Site.get_site_root_paths()}) == 1
    return absolute(path) if only_site else urljoin(f"{root_url}/", path)


class Addresses:
    """What `page_address` says of many pages, without asking for each: by their paths in the tree."""

    def __init__(self) -> None:
        roots = Site.get_site_root_paths()
        only_site = len({root.site_id for root in roots}) == 1
        self._roots = [
            (root.root_path, self._start(root.language_code, "" if only_site else root.root_url))
            for root in roots
        ]

    @staticmethod
    def _start(language: str, root_url: str) -> str:
        with translation.override(language):
            path = reverse("wagtail_serve", args=("",))
        return urljoin(f"{root_url}/", path) if root_url else absolute(path)

    def of(self, url_path: str) -> str:
        """Empty for a page that no visitor can reach by one."""
        for root_path, start in self._roots:
            if url_path.startswith(root_path):
                rest = url_path[len(root_path) :]
                return start + (rest if rest.isascii() else quote(rest))
        return ""


def home_path(language: str) -> str:
    """The path of a language's first page: `/` or `/en/`."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def current_language() -> str:
    """The language of the answer being made, one of the site's."""
    language = translation.get_language()
    known = dict(settings.LANGUAGES)
    return language if language in known else settings.LANGUAGE_CODE


def is_home(page: Page) -> bool:
    return bool(page.depth == HOME_DEPTH)
