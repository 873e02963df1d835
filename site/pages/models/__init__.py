from .institutional import (
    HomePage,
    LandingPage,
    LegalPage,
    SearchPage,
    SiteMapPage,
    StandardPage,
    TeamPage,
)
from .news import Author, NewsCategory, NewsIndexPage, NewsPage
from .products import ProductIndexPage, ProductPage
from .stories import Sector, StoryIndexPage, StoryPage

__all__ = [
    "Author",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "ProductIndexPage",
    "ProductPage",
    "SearchPage",
    "Sector",
    "SiteMapPage",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
    "TeamPage",
]
