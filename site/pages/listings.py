"""The lists of stories and news with their filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cms.freshness.memory import remembered
from cms.listings import Counted, Listing, below, filter_of
from pages.models import NewsIndexPage, NewsPage, ProductPage, Sector, StoryIndexPage, StoryPage

PER_PAGE = 12


def list_stories(page: StoryIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Stories below `page` by `secteur` and `produit`; unknown values count as no choice."""
    stories = page.stories()
    every_sector = Sector.objects.filter(stories__in=stories).distinct()
    every_product = ProductPage.objects.filter(stories__in=stories).distinct()
    of_sector, of_product = stories, stories
    if every_sector.filter(slug=(sector := parameters.get("secteur", ""))).exists():
        of_sector = stories.filter(sector__slug=sector)
    if every_product.filter(slug=(product := parameters.get("produit", ""))).exists():
        of_product = stories.filter(products__slug=product)
    sectors = filter_of(
        "secteur",
        _("Sector"),
        every_sector.annotate(number=_those_in(of_product)).values_list("slug", "name", "number"),
        sector,
        _("All sectors"),
        total=of_product.count(),
    )
    products = filter_of(
        "produit",
        _("Product"),
        every_product.annotate(number=_those_in(of_sector)).values_list("slug", "title", "number"),
        product,
        _("All products"),
        total=of_sector.count(),  # a story of two products counts once
    )
    stories = stories.filter(pk__in=of_sector.values("pk")).filter(pk__in=of_product.values("pk"))
    items = Paginator(stories, PER_PAGE).get_page(parameters.get("p"))
    return Listing(items, (sectors, products))


def _those_in(stories: "QuerySet[StoryPage]") -> Count:
    """How many of these stories something has: what choosing it as well would leave."""
    return Count("stories", filter=Q(stories__in=stories.values("pk")), distinct=True)


@dataclass(frozen=True)
class Numbers:
    """How many articles there are below a list, in all and of each (slug, name) of a category."""

    total: int
    of_categories: tuple[tuple[str, str, int], ...]


def count_news(page: NewsIndexPage) -> Numbers:
    """Counted anew when an article has changed: with thousands of them that is most of the work."""
    found = remembered(
        ("pages.numbers of news", page.pk),
        lambda: list(
            below(page, NewsPage.objects.all())
            .order_by("category__name", "category__slug")
            .values_list("category__slug", "category__name")
            .annotate(number=Count("pk"))
        ),
    )
    known = tuple((slug, name, number) for slug, name, number in found if slug is not None)
    return Numbers(sum(number for _slug, _name, number in found), known)


def list_news(page: NewsIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Articles below `page` by `categorie`; an unknown value counts as no choice."""
    numbers = count_news(page)
    categories = filter_of(
        "categorie",
        _("Category"),
        numbers.of_categories,
        parameters.get("categorie", ""),
        _("All categories"),
    )
    keys = below(page, NewsPage.objects.all()).order_by("-date", "-pk").values_list("pk", flat=True)
    total = numbers.total
    if chosen := categories.selected:
        keys = keys.filter(category__slug=chosen)
        total = sum(number for slug, _name, number in numbers.of_categories if slug == chosen)
    rows: Any = Counted(keys, total)
    items = Paginator(rows, PER_PAGE).get_page(parameters.get("p"))
    shown = list(items.object_list)
    found = page.articles().order_by().in_bulk(shown)
    items.object_list = [found[key] for key in shown if key in found]
    return Listing(items, (categories,))
