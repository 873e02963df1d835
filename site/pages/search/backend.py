"""The public search as one of Wagtail's search backends (WAGTAILSEARCH_BACKENDS["site"]).

Wagtail then tells it of every page that is saved or deleted, and `manage.py update_index` rebuilds
it. Its questions are asked through pages.search.search_site, not through Wagtail's query compiler:
ranked search there is quadratic on SQLite. The admin keeps the stock backend ("default").
"""

from typing import Any

from django.db import models
from modelsearch.backends.base import BaseIndex, BaseSearchBackend, EmptySearchResults
from wagtail.models import Page


class SiteIndex(BaseIndex):
    def add_items(self, model: type[models.Model], items: list[Any]) -> None:
        from .indexing import index_page

        if not issubclass(model, Page) or model is Page:
            return
        for page in items:
            index_page(page)

    def delete_item(self, item: models.Model) -> None:
        """Nothing: the entry is deleted with its page (ON DELETE CASCADE)."""

    def reset(self) -> None:
        from pages.models import SearchEntry, SearchWord

        for rows in (SearchWord.objects.all(), SearchEntry.objects.all()):
            # Without signals: there is nothing left to count back.
            rows._raw_delete(using=rows.db)


class SiteRebuilder:
    """Starts from nothing, so that no word of a page that is gone stays behind."""

    def __init__(self, index: SiteIndex) -> None:
        self.index = index

    def start(self) -> SiteIndex:
        self.index.reset()
        return self.index

    def finish(self) -> None:
        """Nothing is left to do: each page was written as it came."""


class SearchBackend(BaseSearchBackend):
    index_class = SiteIndex
    rebuilder_class = SiteRebuilder

    def _search(self, *args: Any, **kwargs: Any) -> EmptySearchResults:
        return EmptySearchResults()
