"""The versions of the policy as an Atom feed (RFC 4287), one per language."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from cms.seo.addresses import absolute, page_address
from cms.seo.describing import Feed
from policy import queries
from policy.models import PolicyPage

NUMBER = 20


def policy_feed(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """The newest versions; each entry has a permanent id that survives a move of the page."""
    address = page_address(page, request)
    feed = Atom1Feed(
        title=f"{page.title} · Dimelo",
        link=address,
        description=page.summary,
        language=page.locale.language_code,
        feed_url=f"{address}atom.xml",
        feed_guid=f"urn:uuid:{page.translation_key}:policy",
    )
    for version in queries.all_versions()[:NUMBER]:
        day = make_aware(datetime.combine(version.effective_on, time(0)))
        feed.add_item(
            title=_("Version %(number)s") % {"number": version.number},
            link=absolute(page.address_of("version", version.number)),
            description=version.comment,
            author_name=version.author,
            pubdate=min(day, version.published_at),
            updateddate=version.published_at if version.hash else day,
            unique_id=f"urn:uuid:{page.translation_key}:policy:{version.number}",
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def language_feeds(language: str) -> list[Feed]:
    """The feed of the policy in this language."""
    pages = PolicyPage.objects.live().public().filter(locale__language_code=language)
    return [Feed(page.title, f"{page.url}atom.xml") for page in pages.order_by("path")]
