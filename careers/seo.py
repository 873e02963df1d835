"""What search engines are told about offers (see cms/seo/describing.py)."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from careers.markup import job_posting
from careers.models import OfferPage
from careers.queries import advertised_offers
from cms.seo.describing import Description


def describe_page(page: Page, address: str) -> Description | None:
    """An open offer is a job posting; lists, closed offers and applications without one are none."""
    if not isinstance(page, OfferPage):
        return None
    published = page.first_published_at.date() if page.first_published_at else None
    data = (job_posting(page, address),) if page.is_advertised else ()
    return Description(text=page.summary, data=data, published=published)


def leave_out_of_sitemap(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Offers that take no applications stay out."""
    advertised = advertised_offers().order_by().values("pk")
    offers = OfferPage.objects.values("pk")
    return pages.exclude(Q(pk__in=offers) & ~Q(pk__in=advertised))
