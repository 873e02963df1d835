"""Counting views and conversions: what is kept of a request, and how the numbers reach the database."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language_from_path

from cms.conversions import Conversion
from cms.gathering import Gatherer, is_person, today
from cms.views_seen import Told
from pages.figures.models import DailyFigure, What

Key = tuple[date, str, int, str, str]
# A view: day, page, language, the host it came from, the country; no country for one within the site.
View = tuple[date, int, str, str, str | None]

# So that made-up referrers and languages cannot fill the table.
MOST_KEYS_A_DAY = 200
OTHER = "other"
LONGEST = 200  # characters of a list of languages: the first one counts
_HOST = re.compile(r"[a-z0-9.-]{1,100}")
_REGION = re.compile(r"\s*[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})\b")
_TONGUE = re.compile(r"\s*([A-Za-z]{2,3})\b")


def watcher(page: Any, language: str) -> Told:
    """What is told of each view of this page (see `cms.views_seen`)."""
    return partial(note_view, page.pk, language)


def note_view(page: int, language: str, headers: Mapping[str, str], waits: bool) -> None:
    """Count a view; microseconds, no query. An entry is a view that no page of this site led to."""
    if not is_person(headers):
        return
    address = headers.get("referer")
    host = host_of(address) if address else ""
    if host and host == (headers.get("host") or "").partition(":")[0].lower():
        view: View = (today(), page, language, "", None)
    else:
        view = (today(), page, language, host, country_of(headers))
    gatherer.add(view, waits=waits)


def write_views(gathered: Mapping[View, int]) -> None:
    """Add these views to the numbers of their days, pages, hosts and countries."""
    sums: Counter[Key] = Counter()
    for (day, page, language, host, country), number in gathered.items():
        sums[day, What.VIEW, page, language, ""] += number
        if country is None:
            continue
        sums[day, What.ENTRY, page, language, ""] += number
        sums[day, What.COUNTRY, 0, language, country] += number
        if host:
            sums[day, What.REFERRER, page, language, host] += number
    write(sums)


def host_of(address: str) -> str:
    """The host of the site one came from, without port, `www.` and everything after it."""
    try:
        host = (urlsplit(address[:2000]).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def country_of(headers: Mapping[str, str]) -> str:
    """The country in the browser's first language (fr-CA: CA); the language where it names none."""
    wanted = headers.get("accept-language") or ""
    return country_in(wanted[:LONGEST])


@lru_cache(512)
def country_in(wanted: str) -> str:
    """The same of one header; browsers send but a few, and which visitor sent which is kept nowhere."""
    if region := _REGION.match(wanted):
        return region[1].upper()
    tongue = _TONGUE.match(wanted)
    return tongue[1].lower() if tongue else ""


def note_conversion(*, kind: str, path: str, language: str, **_kwargs: Any) -> None:
    """Count what a visitor came for, within the transaction that keeps it."""
    from pages.figures.places import page_at

    write({(timezone.localdate(), What.CONVERSION, page_at(path), language[:2], kind): 1})


def note_document(*, request: HttpRequest, **_kwargs: Any) -> None:
    """Count a document that a person takes, for the page of this site they take it from."""
    if not is_person(request.headers):
        return
    address = request.headers.get("referer", "")
    if not host_of(address):
        address = ""
    here = host_of(address) == host_of(f"//{request.get_host()}")
    note_conversion(
        kind=Conversion.DOWNLOAD,
        path=urlsplit(address).path if here else "",
        language=get_language_from_path(urlsplit(address).path) or settings.LANGUAGE_CODE,
    )


def write(gathered: Mapping[Key, int]) -> None:
    """Add these numbers to those of their days; whoever else writes at the same time adds to them too."""
    with transaction.atomic():
        rows = [(*key, number) for key, number in sorted(_bounded(gathered).items())]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO figures_dailyfigure (day, what, page, language, key, number)"
                " VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (day, what, page, language, key)"
                " DO UPDATE SET number = figures_dailyfigure.number + excluded.number",
                rows,
            )


def _bounded(gathered: Mapping[Key, int]) -> dict[Key, int]:
    """The same, with what there is too much of on one day under one name."""
    bounded: Counter[Key] = Counter()
    known: dict[tuple[date, str], set[str]] = {}
    for (day, what, page, language, key), number in gathered.items():
        if what in (What.REFERRER, What.COUNTRY) and key:
            kept = known.get((day, what))
            if kept is None:
                rows = DailyFigure.objects.filter(day=day, what=what)
                kept = known[day, what] = set(rows.values_list("key", flat=True).distinct())
            if key not in kept and len(kept) >= MOST_KEYS_A_DAY:
                key = OTHER
            kept.add(key)
        bounded[day, what, page, language, key] += number
    return dict(bounded)


gatherer: Gatherer[View] = Gatherer("figures", write_views)
