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
from .search import SearchEntry, SearchWord
from .starter import StarterStep
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
    "SearchEntry",
    "SearchPage",
    "SearchWord",
    "Sector",
    "SiteMapPage",
    "StandardPage",
    "StarterStep",
    "StoryIndexPage",
    "StoryPage",
    "TeamPage",
]
