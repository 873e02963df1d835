"""What is asked about campaigns: their pages, and the one a page belongs to."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from cms.freshness.memory import remembered
from pages.bin.models import BinPage
from pages.campaigns.models import Campaign
from pages.models import LandingPage

if TYPE_CHECKING:
    from django.db.models import QuerySet

PERMISSION = "campaigns.change_campaign"


def pages_of_campaign(campaign: Campaign) -> "QuerySet[Page]":
    """Its pages in all languages: those that were added, and landing pages that hold its name."""
    named = LandingPage.objects.filter(campaign=campaign.name).values("translation_key")
    found = Page.objects.filter(
        Q(translation_key__in=campaign.pages.values("key")) | Q(translation_key__in=named),
        alias_of=None,
    ).annotate(added=Exists(campaign.pages.filter(key=OuterRef("translation_key"))))
    # No path begins with "!": without a bin nothing is left out.
    the_bin = Coalesce(Subquery(BinPage.objects.values("path")[:1]), Value("!"))
    found = found.exclude(path__startswith=the_bin)
    return found.select_related("locale", "content_type").order_by("translation_key", "locale_id")


def paths_of(name: str) -> frozenset[str]:
    """The paths of the pages of the campaign of this name."""
    campaign = Campaign.objects.filter(name=name).first()
    if campaign is None:
        return frozenset()
    return paths_in(pages_of_campaign(campaign))


def paths_in(pages: Iterable[Page]) -> frozenset[str]:
    """The paths at which visitors see these pages."""
    return frozenset(path for page in pages if (path := _path(page)))


def name_at(path: str) -> str:
    """The name of the campaign under way that the page at this path belongs to: the latest begun."""
    today = timezone.localdate()
    return remembered(("campaigns.name_at", path, today), lambda: _name_at(path, today))


def _name_at(path: str, today: date) -> str:
    slug = path.strip("/").rpartition("/")[2]
    if not slug:
        return ""
    pages = Page.objects.filter(slug=slug, live=True).select_related("locale")
    page = next((one for one in pages if _path(one) == path), None)
    if page is None:
        return ""
    held = LandingPage.objects.filter(translation_key=page.translation_key).exclude(campaign="")
    found = (
        Campaign.objects.filter(
            Q(pages__key=page.translation_key) | Q(name__in=held.values("campaign")),
            starts_on__lte=today,
        )
        .exclude(ends_on__lt=today)
        .values_list("name", flat=True)
        .first()
    )
    return found or ""


def _path(page: Page) -> str:
    parts = page.get_url_parts()
    return unquote(parts[2]) if parts and parts[2] else ""
