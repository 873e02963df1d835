"""Lists with filters: what is chosen, what is counted, one page of what is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pages.models import NewsCategory, NewsIndexPage, ProductPage, Sector, StoryIndexPage

PER_PAGE = 12


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of items it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter of a list: a GET parameter and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def selected(self) -> str:
        return next((choice.value for choice in self.choices if choice.selected), "")


@dataclass(frozen=True)
class Listing:
    """What a list page shows."""

    items: PageOfItems[Any]
    filters: tuple[Filter, ...]

    @property
    def total(self) -> int:
        return self.items.paginator.count

    @property
    def filtered(self) -> bool:
        return any(one.selected for one in self.filters)

    @property
    def query(self) -> str:
        """The chosen filters as they stand in an address, without the page number."""
        return urlencode({one.name: one.selected for one in self.filters if one.selected})


def _filter(
    name: str, label: str, values: Iterable[tuple[str, str, int]], chosen: str, everything: str
) -> Filter:
    rows = [row for row in values if row[2]]
    known = chosen if chosen in {value for value, _label, _count in rows} else ""
    choices = [Choice("", everything, sum(row[2] for row in rows), not known)]
    choices += [Choice(value, text, count, value == known) for value, text, count in rows]
    return Filter(name, label, tuple(choices))


def list_stories(page: StoryIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Stories below `page` by `secteur` and `produit`; unknown values count as no choice."""
    stories = page.stories()
    live = Q(stories__in=stories)
    sectors = _filter(
        "secteur",
        _("Sector"),
        Sector.objects.filter(live)
        .annotate(number=Count("stories", filter=live, distinct=True))
        .values_list("slug", "name", "number"),
        parameters.get("secteur", ""),
        _("All sectors"),
    )
    products = _filter(
        "produit",
        _("Product"),
        ProductPage.objects.filter(live)
        .annotate(number=Count("stories", filter=live, distinct=True))
        .values_list("slug", "title", "number"),
        parameters.get("produit", ""),
        _("All products"),
    )
    if sectors.selected:
        stories = stories.filter(sector__slug=sectors.selected)
    if products.selected:
        stories = stories.filter(products__slug=products.selected)
    items = Paginator(stories, PER_PAGE).get_page(parameters.get("p"))
    return Listing(items, (sectors, products))


def list_news(page: NewsIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Articles below `page` by `categorie`; an unknown value counts as no choice."""
    articles = page.articles()
    live = Q(articles__in=articles)
    categories = _filter(
        "categorie",
        _("Category"),
        NewsCategory.objects.filter(live)
        .annotate(number=Count("articles", filter=live, distinct=True))
        .values_list("slug", "name", "number"),
        parameters.get("categorie", ""),
        _("All categories"),
    )
    if categories.selected:
        articles = articles.filter(category__slug=categories.selected)
    items = Paginator(articles, PER_PAGE).get_page(parameters.get("p"))
    return Listing(items, (categories,))
