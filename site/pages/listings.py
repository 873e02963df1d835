"""The lists of stories and news with their filters."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cms.listings import Listing, filter_of
from pages.models import NewsCategory, NewsIndexPage, ProductPage, Sector, StoryIndexPage, StoryPage

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


def list_news(page: NewsIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Articles below `page` by `categorie`; an unknown value counts as no choice."""
    articles = page.articles()
    live = Q(articles__in=articles)
    categories = filter_of(
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
