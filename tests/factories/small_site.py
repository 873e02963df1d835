"""A small site in two languages, made through the models as an editor would."""

import datetime
from types import SimpleNamespace
from typing import Any

from wagtail.models import Locale, Page, Site

from pages.models import (
    Author,
    HomePage,
    LandingPage,
    LegalPage,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
    SearchPage,
    StandardPage,
)
from tests.again import again


def put(parent: Page, page: Page, *, live: bool = True) -> Any:
    """`page` below `parent`, published through a revision unless it is to stay a draft."""
    page.live = False
    if parent.depth > 1:
        page.locale = parent.locale
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def translated(source: Page, parent: Page, title: str, *, live: bool = True, **fields: Any) -> Any:
    """The version of `source` below `parent`, which stands in the other language."""
    page = type(source)(title=title, translation_key=source.translation_key, **fields)
    return put(parent, page, live=live)


@again
def small_site() -> SimpleNamespace:
    """Home, a standard page, a legal page, news with an article, search and a campaign; fr and en."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    for welcome in root.get_children():
        welcome.delete()  # the page Wagtail's own migrations make
    root.refresh_from_db()
    home = put(root, HomePage(title="Accueil", slug="accueil", locale=french))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
    home_en = HomePage(title="Home", slug="home-en", locale=english)
    home_en.translation_key = home.translation_key
    put(root, home_en)
    about = put(
        home, StandardPage(title="Qui sommes-nous", slug="a-propos", summary="Une équipe de Paris.")
    )
    about_en = translated(about, home_en, "About us", slug="about", summary="A team in Paris.")
    only_french = put(home, StandardPage(title="Rien qu’en français", slug="francais"))
    legal = put(
        home, LegalPage(title="Mentions légales", slug="mentions-legales", show_identity=True)
    )
    search = put(home, SearchPage(title="Recherche", slug="recherche"))
    campaign = put(home, LandingPage(title="Campagne", slug="campagne"))
    news = put(home, NewsIndexPage(title="Actualités", slug="actualites", summary="Ce qui change."))
    category = NewsCategory.objects.create(name="Produit", slug="produit", locale=french)
    author = Author.objects.create(name="Camille Roy", role="Rédactrice", locale=french)
    article = put(
        news,
        NewsPage(
            title="Une console </script> & plus",
            slug="console",
            summary="Les messages au même endroit.",
            date=datetime.date(2026, 10, 5),
            category=category,
            authors=[author],
        ),
    )
    return SimpleNamespace(
        root=root,
        french=french,
        english=english,
        home=home,
        home_en=home_en,
        about=about,
        about_en=about_en,
        only_french=only_french,
        legal=legal,
        search=search,
        campaign=campaign,
        news=news,
        article=article,
        author=author,
        category=category,
    )
