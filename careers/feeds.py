"""The offers for feed readers and job boards: Atom, JSON and the XML that Indeed and others read."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from careers import wording
from careers.markup import bare_title, description_html, job_posting
from careers.models import CareersPage, OfferPage
from careers.queries import advertised_offers
from careers.terms import ALL_DAYS
from cms.seo.addresses import absolute, page_address
from cms.seo.structured import NAME

ATOM, JSON, XML = "atom.xml", "offers.json", "offers.xml"


def _address(page: CareersPage | OfferPage) -> str:
    return page_address(page)


def _updated(offers: Iterable[OfferPage]) -> Any:
    return max(
        (one.last_published_at for one in offers if one.last_published_at), default=timezone.now()
    )


def atom(page: CareersPage, request: HttpRequest) -> HttpResponse:
    """RFC 4287; each entry has a permanent id that survives a move."""
    home = _address(page)
    feed = Atom1Feed(
        title=f"{page.title} · {NAME}",
        link=home,
        description=page.summary,
        language=page.locale.language_code,
        feed_url=f"{home}{ATOM}",
        feed_guid=f"urn:uuid:{page.translation_key}",
    )
    for offer in advertised_offers(below=page):
        feed.add_item(
            title=offer.title,
            link=_address(offer),
            description=" · ".join(
                filter(
                    None,
                    (
                        offer.summary,
                        wording.contract(offer),
                        wording.places(offer),
                        wording.salary_range(offer),
                    ),
                )
            ),
            author_name=NAME,
            categories=[offer.team.name] if offer.team else [],
            pubdate=offer.first_published_at,
            updateddate=offer.last_published_at or offer.first_published_at,
            unique_id=f"urn:uuid:{offer.translation_key}",
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def json_feed(page: CareersPage, request: HttpRequest) -> HttpResponse:
    """JSON Feed 1.1; `_job` holds the same JobPosting as the offer's page."""
    home = _address(page)
    items = [
        {
            "id": f"urn:uuid:{offer.translation_key}",
            "url": _address(offer),
            "title": offer.title,
            "summary": offer.summary,
            "content_html": description_html(offer),
            "date_published": _iso(offer.first_published_at),
            "date_modified": _iso(offer.last_published_at),
            "tags": [offer.team.name] if offer.team else [],
            "_job": job_posting(offer, _address(offer)),
        }
        for offer in advertised_offers(below=page)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{page.title} · {NAME}",
        "home_page_url": home,
        "feed_url": f"{home}{JSON}",
        "description": page.summary,
        "language": page.locale.language_code,
        "items": items,
    }
    return HttpResponse(
        json.dumps(feed, ensure_ascii=False, indent=1), content_type="application/feed+json"
    )


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def xml(page: CareersPage, request: HttpRequest) -> HttpResponse:
    """The job XML that Indeed described and most boards read: one <job> per offer and place."""
    offers = list(advertised_offers(below=page))
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<source>',
        _tag("publisher", NAME),
        _tag("publisherurl", absolute("/")),
        _tag("lastBuildDate", f"{timezone.localtime(_updated(offers)):%a, %d %b %Y %H:%M:%S %z}"),
        *(part for offer in offers for part in _jobs(offer)),
        "</source>\n",
    ]
    return HttpResponse("\n".join(parts), content_type="application/xml; charset=utf-8")


def _jobs(offer: OfferPage) -> Iterator[str]:
    places = list(offer.workplaces.all())
    for place in places:
        suffix = f"-{place.slug}" if len(places) > 1 else ""
        values = {
            "title": bare_title(offer),
            "date": _iso(offer.first_published_at),
            "referencenumber": f"{offer.reference}-{offer.locale.language_code}{suffix}",
            "requisitionid": offer.reference,
            "url": f"{_address(offer)}?via=indeed",
            "company": NAME,
            "city": place.locality,
            "state": place.region,
            "country": place.country.upper(),
            "postalcode": place.postal_code,
            "streetaddress": place.street,
            "description": description_html(offer),
            "salary": wording.salary_range(offer),
            "jobtype": "parttime" if offer.working_time == "partiel" else "fulltime",
            "category": offer.team.name if offer.team else "",
            "expirationdate": offer.apply_until.isoformat() if offer.apply_until else "",
            "remotetype": _remote_type(offer),
            "language": offer.locale.language_code,
        }
        yield "<job>"
        yield from (_tag(name, value) for name, value in values.items() if value)
        yield "</job>"


def _remote_type(offer: OfferPage) -> str:
    if offer.remote_days >= ALL_DAYS:
        return "Fully remote"
    return "Hybrid remote" if offer.remote_days else ""


def _tag(name: str, value: str) -> str:
    """An element whose text is CDATA, as boards expect; what XML cannot hold is left out."""
    text = "".join(char for char in value if char in "\n\t" or char.isprintable())
    return f"<{name}><![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"
