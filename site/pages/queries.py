"""What is asked of the pages."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from cms.closed_parts import open_to_all
from pages.models import NewsCategory, NewsPage, StoryPage


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def live_stories() -> QuerySet[StoryPage]:
    """Published stories of the current language, newest first."""
    return (
        open_to_all(StoryPage.objects.live())
        .filter(locale__language_code=_language())
        .select_related("sector", "locale")
        .order_by("-first_published_at", "-pk")
    )


def latest_stories(number: int) -> list[StoryPage]:
    return list(live_stories()[:number])


def live_news() -> QuerySet[NewsPage]:
    """Published articles of the current language, newest first."""
    return (
        open_to_all(NewsPage.objects.live())
        .filter(locale__language_code=_language())
        .select_related("category", "locale")
        .prefetch_related("authors")
        .order_by("-date", "-pk")
    )


def latest_news(number: int, *, category: NewsCategory | None = None) -> list[NewsPage]:
    """The `number` newest articles, of one category (in any of its languages) when one is named."""
    news = live_news()
    if category is not None:
        news = news.filter(category__translation_key=category.translation_key)
    return list(news[:number])
