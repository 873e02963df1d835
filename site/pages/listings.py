"""The lists of stories and news with their filters."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cms.listings import Listing, filter_of
from pages.models import NewsCategory, NewsIndexPage, ProductPage, Sector, StoryIndexPage

PER_PAGE = 12


def list_stories(page: StoryIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Stories below `page` by `secteur` and `produit`; unknown values count as no choice."""
    stories = page.stories()
    live = Q(stories__in=stories)
    sectors = filter_of(
        "secteur",
        _("Sector"),
        Sector.objects.filter(live)
        .annotate(number=Count("stories", filter=live, distinct=True))
        .values_list("slug", "name", "number"),
        parameters.get("secteur", ""),
        _("All sectors"),
    )
    products = filter_of(
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
