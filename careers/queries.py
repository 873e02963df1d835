"""What is asked of the offers."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from careers.models import CareersPage, OfferPage, ReferralLink
from careers.models.offers import on_trial
from cms.closed_parts import open_to_all


def open_offers(*, below: CareersPage | None = None) -> "QuerySet[OfferPage]":
    """Published offers that take applications, of one list or of all, newest first."""
    # As in `cms.listings.below`: offers are few, and are not looked for among all pages.
    published = Page.objects.live().filter(alias_of__isnull=True)
    if below is not None:
        published = published.child_of(below)
    return (
        open_to_all(OfferPage.objects.all())
        .filter(Exists(published.filter(pk=OuterRef("pk"))), closed_at__isnull=True)
        .filter(Q(apply_until__isnull=True) | Q(apply_until__gte=timezone.localdate()))
        .select_related("team", "locale")
        .prefetch_related("workplaces")
        # A column alone would make SQLite go through all pages in its order, to look for offers among them.
        .order_by(Coalesce("first_published_at", "last_published_at").desc(), "-pk")
    )


def advertised_offers(*, below: CareersPage | None = None) -> "QuerySet[OfferPage]":
    """The open offers that feeds and search engines are told of."""
    offers = open_offers(below=below)
    return offers if on_trial() else offers.filter(is_example=False)


def open_offers_here() -> "QuerySet[OfferPage]":
    """Those of the language being read."""
    return open_offers().filter(locale__language_code=get_language() or settings.LANGUAGE_CODE)


def referral_link(code: str) -> ReferralLink | None:
    """The link with this code, if somebody was given one."""
    if not code or len(code) > 32 or not code.isascii() or not code.isprintable():
        return None
    return ReferralLink.objects.filter(code=code).first()
