"""The site map for search engines (sitemaps.org 0.9), both languages with their alternates.

Up to 10,000 pages are one file; beyond that `sitemap.xml` lists files of 10,000 pages each. Files are
written while they are read from the database, so their size does not show in memory.
"""

from collections.abc import Iterator
from itertools import groupby
from math import ceil
from operator import itemgetter
from xml.sax.saxutils import escape

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
QUOTE = {'"': "&quot;"}
Row = tuple[
    str, int, str, str | None
]  # translation key, language, path in the tree, last published
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
    last = first + PER_FILE
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    addresses, written = Addresses(), [f"{HEADER}<urlset {NAMESPACES}>\n"]
    for place, group in _groups(first):
        versions = [
            (codes[row[1]], escape(addresses.of(row[2]), QUOTE), row[3] or "") for row in group
        ]
        links = _links({code: address for code, address, _changed in versions if address})
        for nth, (_code, address, changed) in enumerate(versions, place):
            if address and first <= nth < last:
                # As databases write a moment: 2026-11-29 08:00:00.123456, in UTC.
                moment = (
                    f"<lastmod>{changed[:10]}T{changed[11:19]}+00:00</lastmod>" if changed else ""
                )
                written.append(f"<url><loc>{address}</loc>{moment}{links}</url>\n")
        if len(written) >= BATCH:
            yield "".join(written)
            written.clear()
    yield "".join([*written, "</urlset>\n"])


def _groups(first: int) -> Iterator[tuple[int, list[Row]]]:
    """The versions of each page, all of its languages, with the place of the first among all pages.

    Those of the file that begins at place `first`, and those that it shares with its neighbours.
    """
    others = len(settings.LANGUAGES) - 1
    place = max(0, first - others)
    rows: Iterator[Row] = (
        listed_pages()
        .order_by("translation_key", "locale")
        # As text: no moment and no number is made of what is written out again at once.
        .annotate(
            key=Cast("translation_key", CharField()), changed=Cast("last_published_at", CharField())
        )
        .values_list("key", "locale_id", "url_path", "changed")
    )[place : first + PER_FILE + others].iterator(BATCH)
    for _key, found in groupby(rows, itemgetter(0)):
        group = list(found)
        yield place, group
        place += len(group)


def _links(addresses: dict[str, str]) -> str:
    """What tells the versions of a page of each other; empty for a page with one.

    In the order of the settings; the site's first language also as `x-default`.
    """
    if len(addresses) < 2:
        return ""
    known = [(code, addresses[code]) for code, _name in settings.LANGUAGES if code in addresses]
    if settings.LANGUAGE_CODE in addresses:
        known.append(("x-default", addresses[settings.LANGUAGE_CODE]))
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in known
    )
