"""What packages tell the head of pages about their own page types, through Wagtail hooks.

- `describe_page(page, address)` returns a Description, or None for a page of somebody else;
- `language_feeds(language)` returns the feeds of a language as a list of Feed;
- `search_address(language)` returns the path of the search page of a language, or "";
- `leave_out_of_sitemap(pages)` takes a query set of pages and returns it without those that search
  engines must not be told about.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.models import Page


@dataclass(frozen=True)
class Description:
    """What a page is about, beyond what every page has.

    `data`: JSON-LD objects about its main matter; every value is one the visitor can read on the page.
    `breadcrumbs`: whether the page shows its trail. `shows_identity`: whether it prints the publisher.
    """

    kind: str = "website"
    text: str = ""
    data: tuple[Mapping[str, Any], ...] = ()
    published: datetime.date | None = None
    breadcrumbs: bool = True
    shows_identity: bool = False


@dataclass(frozen=True)
class Feed:
    """An Atom feed: its title and its path."""

    title: str
    path: str


def describe(page: Page, address: str) -> Description:
    """What the page's own package says about it; `address` is its full address."""
    for function in hooks.get_hooks("describe_page"):
        description = function(page, address)
        if description is not None:
            return description
    return Description(text=getattr(page, "summary", ""))


def feeds(language: str) -> list[Feed]:
    return [feed for function in hooks.get_hooks("language_feeds") for feed in function(language)]


def search_address(language: str) -> str:
    """The path of the search page, or "" when the language has none."""
    found = (function(language) for function in hooks.get_hooks("search_address"))
    return next(filter(None, found), "")


def without_left_out(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    for function in hooks.get_hooks("leave_out_of_sitemap"):
        pages = function(pages)
    return pages
