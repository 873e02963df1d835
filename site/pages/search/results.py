"""What the search page shows."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Locale, Page
from wagtail.search.utils import normalise_query_string

from cms.chrome import live_chrome
from cms.closed_parts import closed_paths, open_to_all
from pages.models import LandingPage, SearchEntry, SearchPage

from .engine import MAX_HITS, Question, find
from .excerpts import Sought, excerpt, marked, sought
from .suggestions import Suggestion, suggest
from .words import Word, clean_query, query_words

PER_PAGE = 10
# With fewer hits than this, other queries are suggested as well.
FEW = 3
STARTING_POINTS = 6


@dataclass(frozen=True)
class Hit:
    """A page that answers; `title_marked` and `excerpt` are HTML with the hits in `<mark>`."""

    page: Page
    title: str
    title_marked: SafeString
    href: str
    excerpt: SafeString
    kind: str
    promoted: bool = False


@dataclass(frozen=True)
class StartingPoint:
    """A page to go on from when nothing was found or asked."""

    title: str
    href: str


@dataclass(frozen=True)
class Results:
    """The answer to one query.

    `items`: a Django page of `Hit`s; its parameter in the address is `p`, that of the query `q`.
    `exact`: every hit has all the words; False when only some, or only their beginnings, are there.
    `capped`: there are more than `total` hits, which nobody will read.
    """

    query: str
    items: PageOfItems[Hit]
    total: int
    exact: bool = True
    capped: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    popular: tuple[StartingPoint, ...] = ()

    @property
    def heading(self) -> str:
        """The title of the results, for the tab of the browser and the level 1 heading; plain text."""
        if not self.query:
            return _("Search")
        return _("Results for “%(query)s”") % {"query": self.query}

    @property
    def parameters(self) -> str:
        """The query as it stands in an address, without the page number."""
        return urlencode({"q": self.query}) if self.query else ""


def search_site(*, query: str, page_number: str | int, language: str) -> Results:
    """What the public pages of `language` ("fr", "en") answer to `query`.

    Takes whatever a visitor can type, of any length; never raises for it. A page number that does
    not exist counts as the nearest one.
    """
    query = clean_query(query)
    asked = query_words(query, language)
    question, keys = _ask(asked, language)
    promoted = _promoted(query, language)
    keys = [*promoted, *(key for key in keys if key not in promoted)]
    page = Paginator(keys, PER_PAGE).get_page(page_number)
    hits = _hits(list(page.object_list), question, language, promoted)
    few = len(keys) < FEW or question.operator == "or" or question.beginnings
    return Results(
        query=query,
        items=PageOfItems(hits, page.number, cast(Any, page.paginator)),
        total=len(keys),
        exact=question.operator == "and" and not question.beginnings,
        capped=len(keys) >= MAX_HITS,
        suggestions=suggest(query, asked, language) if asked and few else (),
        popular=() if keys else _starting_points(language),
    )


def _ask(asked: list[Word], language: str) -> tuple[Question, list[int]]:
    """All words; else all as beginnings of words; else any of them. The first that finds something."""
    terms = tuple(word.term for word in asked)
    exact = Question(terms)
    attempts = [exact]
    if all(len(term) >= 3 for term in terms):
        attempts.append(Question(terms, beginnings=True))
    if len(terms) > 1:
        attempts.append(Question(terms, operator="or"))
    for question in attempts:
        if keys := find(question, language=language):
            return question, keys
    return exact, []


def _promoted(query: str, language: str) -> list[int]:
    """Pages that editors promote for this very query (Settings, Promoted search results)."""
    if not query:
        return []
    promoted = (
        SearchPromotion.objects.filter(
            query__query_string=normalise_query_string(query),
            page__live=True,
            page__locale__language_code=language,
        )
        .order_by("sort_order")
        .values_list("page_id", "page__path")
    )
    closed = tuple(closed_paths())
    return [key for key, path in promoted if not path.startswith(closed)]


def _hits(keys: list[int], question: Question, language: str, promoted: list[int]) -> list[Hit]:
    pages = Page.objects.select_related("locale").in_bulk(keys)
    entries = SearchEntry.objects.in_bulk(keys)
    is_sought = sought(question.terms, beginnings=question.beginnings)
    return [
        Hit(
            page=pages[key],
            title=pages[key].title,
            title_marked=marked(pages[key].title, language, is_sought),
            href=pages[key].url or "",
            excerpt=_excerpt(entries.get(key), language, is_sought),
            kind=capfirst(str(_kind(pages[key]))),
            promoted=key in promoted,
        )
        for key in keys
        if key in pages
    ]


def _excerpt(entry: SearchEntry | None, language: str, is_sought: Sought) -> SafeString:
    """From the text when a word stands there, otherwise from what opens the page."""
    if entry is None:
        return escape("")
    from_text = excerpt(entry.text, language, is_sought)
    if "<mark>" in from_text or not entry.lead:
        return from_text
    return excerpt(entry.lead, language, is_sought)


def _kind(page: Page) -> object:
    model = page.specific_class
    return model._meta.verbose_name if model else ""


def _starting_points(language: str) -> tuple[StartingPoint, ...]:
    """Where the main menu leads; without one the pages just below the home page of the language."""
    menu = live_chrome(language).menu[:STARTING_POINTS]
    if menu:
        return tuple(StartingPoint(link.label, link.href) for link in menu)
    locale = Locale.objects.filter(language_code=language).first()
    home = Page.objects.filter(depth=2, locale=locale, live=True).order_by("path").first()
    if locale is None or home is None:
        return ()
    pages = (
        open_to_all(home.get_children().live())
        .not_exact_type(LandingPage, SearchPage)
        .select_related("locale")[:STARTING_POINTS]
    )
    return tuple(StartingPoint(page.title, page.url or "") for page in pages)
