"""The site map for search engines (sitemaps.org 0.9), both languages with their alternates.

Up to 10,000 pages are one file; beyond that `sitemap.xml` lists files of 10,000 pages each. Files are
written while they are read from the database, so their size does not show in memory.
"""

from collections.abc import Iterator
from math import ceil
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models

from cms.models import BasePage
from cms.seo.addresses import HOME_DEPTH, absolute, page_address
from cms.seo.describing import without_left_out
from cms.seo.versions import Version

PER_FILE = 10_000
BATCH = 1_000
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def listed_pages() -> "QuerySet[Page]":
    """The pages search engines may know: published, open to all, indexable, in their own language."""
    closed = Q()
    for model in get_page_models():
        if issubclass(model, BasePage) and model.indexable is False:
            closed |= Q(pk__in=model._default_manager.values("pk"))
    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)
    return without_left_out(pages.exclude(closed)).order_by("pk")


def number_of_files() -> int:
    return max(1, ceil(listed_pages().count() / PER_FILE))


def index(files: int) -> Iterator[str]:
    """The list of `files` site map files."""
    yield f'{HEADER}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for number in range(1, files + 1):
        yield f"<sitemap><loc>{escape(absolute(f'/sitemap-{number}.xml'))}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def urls(number: int) -> Iterator[str]:
    """The `number`th file (from 1)."""
    yield f"{HEADER}<urlset {NAMESPACES}>\n"
    pages = listed_pages()
    full = pages.select_related("locale").defer("search_description", "seo_title", "draft_title")
    start = (number - 1) * PER_FILE
    end = start + PER_FILE
    for first in range(start, end, BATCH):
        last = min(first + BATCH, end)
        batch = list(full[first:last])
        alternates = _alternates(pages, batch)
        for page in batch:
            yield from _url(page, alternates.get(str(page.translation_key), []))
        if len(batch) < last - first:
            break
    yield "</urlset>\n"


def _url(page: Page, versions: list[Version]) -> Iterator[str]:
    address = page_address(page)
    if not address:
        return
    yield f"<url><loc>{escape(address)}</loc>"
    if page.last_published_at:
        yield f"<lastmod>{page.last_published_at.isoformat(timespec='seconds')}</lastmod>"
    for version in versions:
        yield (
            f'<xhtml:link rel="alternate" hreflang="{version.language}"'
            f" href={quoteattr(version.address)}/>"
        )
    yield "</url>\n"


def _alternates(pages: "QuerySet[Page]", batch: list[Page]) -> dict[str, list[Version]]:
    """All language versions of these pages by translation key, for those that have more than one."""
    keys = {page.translation_key for page in batch}
    found: dict[str, dict[str, str]] = {}
    for page in pages.filter(translation_key__in=keys).select_related("locale"):
        if address := page_address(page):
            found.setdefault(str(page.translation_key), {})[page.locale.language_code] = address
    return {key: _versions(known) for key, known in found.items() if len(known) > 1}


def _versions(addresses: dict[str, str]) -> list[Version]:
    """In the order of the settings; the site's first language also as `x-default`."""
    versions = [
        Version(code, addresses[code]) for code, _name in settings.LANGUAGES if code in addresses
    ]
    if settings.LANGUAGE_CODE in addresses:
        versions.append(Version("x-default", addresses[settings.LANGUAGE_CODE]))
    return versions
