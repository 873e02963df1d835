"""The news as an Atom feed (RFC 4287), one per language."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware

from pages.models import NewsIndexPage

NUMBER = 20


def news_feed(page: NewsIndexPage, request: HttpRequest) -> HttpResponse:
    """The newest articles below `page`; each entry has a permanent id that survives a move."""
    root = page.get_site().root_url
    feed = Atom1Feed(
        title=f"{page.title} · Dimelo",
        link=page.full_url,
        description=page.summary,
        language=page.locale.language_code,
        feed_url=f"{page.full_url}atom.xml",
        feed_guid=f"urn:uuid:{page.translation_key}",
    )
    for article in page.articles()[:NUMBER]:
        published = make_aware(datetime.combine(article.date, time(9)))
        feed.add_item(
            title=article.title,
            link=f"{root}{article.url}",
            description=article.summary or article.search_description,
            author_name=", ".join(author.name for author in article.authors.all()) or "Dimelo",
            categories=[article.category.name] if article.category else [],
            pubdate=published,
            updateddate=max(published, article.last_published_at or published),
            unique_id=f"urn:uuid:{article.translation_key}",
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
