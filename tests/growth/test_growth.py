"""More pages and more people cost no more queries, no more bytes, and no more memory."""

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leads.elsewhere import exports
from leads.models import Person
from pages.models import NewsIndexPage, SearchPage
from tests.bench.growth import measure
from tests.cms.conftest import site, staff
from tests.factories.small_site import put
from tests.growth.leads import grow_leads
from tests.growth.pages import grow_pages

__all__ = ["site", "staff"]  # the fixtures
pytestmark = pytest.mark.django_db


def costs(client, addresses) -> dict[str, tuple[int, int]]:
    """Queries and bytes of each address, its second time."""
    found = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code in (200, 404), address
        found[address] = len(queries), len(answer.getvalue())
    return found


def test_pages_cost_the_same_among_sixty_and_among_four_hundred(site, client):
    put(site.home_en, NewsIndexPage(title="News", slug="news"))
    grow_pages(60)
    addresses = ["/", "/a-propos/", "/nulle-part/", "/actualites/", "/actualites/?p=2", "/en/news/"]
    few = costs(client, addresses)
    grow_pages(340)
    many = costs(client, addresses)
    for address in addresses:
        assert many[address][0] == few[address][0], address
        # The numbers of pages of a list have more digits, and there are a few more of them.
        assert many[address][1] <= 1.1 * few[address][1], address
    assert SearchPage.objects.count()
    found = client.get(f"{site.search.url}?q=messages").content.decode()
    assert "<mark>messages</mark>" in found
    parts = iter(client.get("/sitemap.xml").streaming_content)
    assert b"grown-article-" in b"".join(parts)


def test_an_inbox_costs_the_same_with_fifty_leads_and_with_two_thousand(site, staff, client):
    staff("marketing")
    addresses = ["/admin/leads/", "/admin/leads/?status=new&unread=on", "/admin/leads/?q=alix"]
    grow_leads(50)
    few = costs(client, addresses)
    grow_leads(1_950)
    many = costs(client, addresses)
    assert many["/admin/leads/"][0] <= few["/admin/leads/"][0]
    # Fifty leads do not answer every question: then the rows are not asked for at all.
    assert max(many[one][0] - few[one][0] for one in addresses) <= 1


@pytest.mark.sqlite
def test_what_make_soak_measures_among_many_holds_among_few(filled_database):
    """All generators, screens, exports and jobs, in processes of their own; CPU is the soak's."""
    few = {"pages": 120, "leads": 1_000, "applications": 200, "subscribers": 200}
    many = {"pages": 180, "leads": 1_200, "applications": 400, "subscribers": 400}
    lines = measure(few, many, rounds=3, prepared=filled_database)
    asked = [line for line in lines if "CPU" not in line.what and line.unit != "µs"]
    assert len(asked) > 30
    assert [(line.what, line.figure) for line in asked if not line.holds] == []


def test_an_export_begins_before_its_last_row_is_read_and_takes_little_memory(db):
    grow_leads(2_000)
    with CaptureQueriesContext(connection) as queries:
        parts = exports.as_csv(Person.objects.current())
        next(parts)
        begun = len(queries)
        rest = b"".join(parts)
    assert len(queries) > begun, "the other rows are asked for while the first ones leave"
    assert rest.count(b"\n") > 1_800
    tracemalloc.start()
    try:
        for _part in exports.as_csv(Person.objects.current()):
            pass
        assert tracemalloc.get_traced_memory()[1] < 12 * 2**20
    finally:
        tracemalloc.stop()
