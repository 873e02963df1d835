"""What search engines are told about the institutional pages (see cms/seo/describing.py)."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from cms.seo.describing import Description, Feed
from cms.seo.structured import organization_id, without_empty
from pages.models import (
    Author,
    LandingPage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    SearchPage,
    StoryPage,
)


def describe_page(page: Page, address: str) -> Description | None:
    """News and stories are articles; legal pages may print who publishes; campaigns have no trail."""
    if isinstance(page, NewsPage):
        return Description(
            kind="article", text=page.summary, data=(_news(page, address),), published=page.date
        )
    if isinstance(page, StoryPage):
        return Description(kind="article", text=page.summary, data=(_story(page, address),))
    if isinstance(page, LegalPage):
        return Description(text=page.summary, shows_identity=page.show_identity)
    if isinstance(page, LandingPage):
        return Description(breadcrumbs=False)
    return None


def _article(page: NewsPage | StoryPage, address: str) -> dict[str, Any]:
    return {
        "mainEntityOfPage": address,
        "headline": page.title,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": organization_id()},
    }


def _news(page: NewsPage, address: str) -> dict[str, Any]:
    authors = [_author(author) for author in page.authors.all()]
    return without_empty(
        {
            "@type": "NewsArticle",
            **_article(page, address),
            "datePublished": page.date.isoformat(),
            "articleSection": page.category.name if page.category else "",
            "author": authors or [{"@id": organization_id()}],
        }
    )


def _author(author: Author) -> dict[str, Any]:
    """Who signs. A person has a position in the company; a team that signs has none."""
    return without_empty(
        {
            "@type": "Person" if author.role else "Organization",
            "name": author.name,
            "jobTitle": author.role,
        }
    )


def _story(page: StoryPage, address: str) -> dict[str, Any]:
    return without_empty(
        {
            "@type": "Article",
            **_article(page, address),
            "author": [{"@id": organization_id()}],
            "articleSection": page.sector.name if page.sector else "",
        }
    )


def language_feeds(language: str) -> list[Feed]:
    """The Atom feed of each list of news in this language."""
    lists = NewsIndexPage.objects.live().public().filter(locale__language_code=language)
    return [
        Feed(page.title, f"{page.url}{page.reverse_subpage('atom')}")
        for page in lists.order_by("path")
    ]


def search_address(language: str) -> str:
    """Where this language is searched; "" when it has no search page."""
    page = SearchPage.objects.live().filter(locale__language_code=language).first()
    return (page.url or "") if page is not None else ""


def leave_out_of_sitemap(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Campaigns stay out unless listed; results pages always."""
    unlisted = LandingPage.objects.filter(listed=False).values("pk")
    return pages.exclude(pk__in=unlisted).exclude(pk__in=SearchPage.objects.values("pk"))
