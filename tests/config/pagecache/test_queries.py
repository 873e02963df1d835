"""What a page that is not kept costs once the parts it shares with others are: SQL queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from careers.models import CareersPage, OfferPage, SpontaneousApplicationPage
from config.pagecache import opening
from pages.models import (
    HomePage,
    NewsIndexPage,
    ProductIndexPage,
    SearchPage,
    SiteMapPage,
    StoryIndexPage,
)
from privacy import clock
from privacy.models import RetentionLength
from tests.factories.offers import careers_site, put_offer
from tests.factories.whole_site import whole_site

KINDS = {
    HomePage: "home",
    OfferPage: "offer",
    SpontaneousApplicationPage: "spontaneous",
    **dict.fromkeys(
        (CareersPage, NewsIndexPage, ProductIndexPage, SearchPage, SiteMapPage, StoryIndexPage),
        "listing",
    ),
}
MOST = {
    "offer": 8,
    "spontaneous": 8,
    "home": 12,
    "content": 8,
    "listing": 12,
    "missing": 4,
}


@pytest.fixture
def count(store, monkeypatch):
    """The queries of a page the second time it is made."""
    made = whole_site()
    monkeypatch.setattr(opening, "opened", None)
    client = Client(HTTP_HOST="localhost")

    def queries(path: str, status: int = 200) -> int:
        for _ in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == status
        return len(asked)

    return made, queries


def test_every_kind_of_page_asks_little(count):
    site, queries = count
    counted = [("missing", "404", queries("/nowhere/", 404))]
    for name, page in site.every.items():
        counted.append((KINDS.get(type(page), "content"), name, queries(page.url)))
    assert [one for one in counted if one[2] > MOST[one[0]]] == []


def test_an_offer_tells_at_once_that_the_dpo_keeps_applications_for_less(store, visitor):
    offer = put_offer(careers_site())

    def erased_after(months: int) -> str:
        at = timezone.localtime(clock.add_months(timezone.now(), months))
        return f"Effacée le {date_format(at, 'DATE_FORMAT')}"

    def page() -> str:
        return visitor.get(offer.url).content.decode().replace("\xa0", " ")

    assert erased_after(6) in page()
    assert erased_after(6) in page()
    RetentionLength.objects.create(rule="application", length=3)
    assert erased_after(3) in page()
