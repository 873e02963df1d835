"""The site map for search engines (sitemaps.org 0.9), both languages with their alternates.

Up to 10,000 pages are one file; beyond that `sitemap.xml` lists files of 10,000 pages each. Files are
written while they are read from the database, so their size does not show in memory.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, get_page_models

from cms.models import BasePage
from cms.seo.addresses import HOME_DEPTH, Addresses, absolute
from cms.seo.describing import without_left_out

PER_FILE = 10_000
BATCH = 1_000  # pages that are read, and written, at a time
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def listed_pages() -> "QuerySet[Page]":
    """The pages search engines may know: published, open to all, indexable, in their own language."""
    closed: list[type[Model]] = [
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and model.indexable is False
    ]
    kinds = ContentType.objects.get_for_models(*closed).values()
    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)
    return without_left_out(pages.exclude(content_type__in=list(kinds)))


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
    first = (number - 1) * PER_FILE
    addresses, codes = Addresses(), dict(Locale.objects.values_list("pk", "language_code"))
    written = [f"{HEADER}<urlset {NAMESPACES}>\n"]
    for place, group in _groups(first):
        versions = _versions(
            {codes[row.locale]: address for row in group if (address := addresses.of(row.path))}
        )
        links = "".join(versions) if len(group) > 1 else ""
        for nth, row in enumerate(group, place):
            if first <= nth < first + PER_FILE and (address := addresses.of(row.path)):
                written.append(_url(address, row.published, links))
        if len(written) >= BATCH:
            yield "".join(written)
            written.clear()
    yield "".join([*written, "</urlset>\n"])


class Row(NamedTuple):
    """What is asked of a page."""

    key: str
    locale: int
    path: str
    published: datetime | None


def _groups(first: int) -> Iterator[tuple[int, list[Row]]]:
    """The versions of each page, all of its languages, with the place of the first among all pages.

    Those of the file that begins at place `first`, and those that it shares with its neighbours.
    """
    others = len(settings.LANGUAGES) - 1
    start = max(0, first - others)
    rows = (
        listed_pages()
        .order_by("translation_key", "locale")
        .annotate(key=Cast("translation_key", CharField()))
        .values_list("key", "locale_id", "url_path", "last_published_at")
    )[start : first + PER_FILE + others]
    place = start
    for _key, found in groupby(map(Row._make, rows.iterator(BATCH)), attrgetter("key")):
        group = list(found)
        yield place, group
        place += len(group)


def _url(address: str, published: datetime | None, links: str) -> str:
    changed = f"<lastmod>{published:%Y-%m-%dT%H:%M:%S}+00:00</lastmod>" if published else ""
    return f"<url><loc>{escape(address)}</loc>{changed}{links}</url>\n"


def _versions(addresses: dict[str, str]) -> Iterator[str]:
    """In the order of the settings; the site's first language also as `x-default`."""
    for code, _name in settings.LANGUAGES:
        if code in addresses:
            yield _link(code, addresses[code])
    if settings.LANGUAGE_CODE in addresses:
        yield _link("x-default", addresses[settings.LANGUAGE_CODE])


def _link(language: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
