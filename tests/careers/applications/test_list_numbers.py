"""How many applications a search finds: the same whether the index tells it or the list is read."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import asking
from careers.applications.models import Application
from tests.careers.applications.desk import LIST, many

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


@pytest.fixture
def crowd(careers, monkeypatch):
    """Four hundred: some set aside, some restricted, some marked for erasure, some still waiting."""
    for name, value in {"LARGE": 60, "FEW": 50, "MANY": 100, "SAMPLE": 20, "FIRST": 120}.items():
        monkeypatch.setattr(asking, name, value)
    many(careers, 400)
    now = timezone.now()
    rows = list(Application.objects.order_by("pk"))
    for number, row in enumerate(rows):
        row.received_at = row.waiting_since = now - timedelta(hours=400 - number)
        row.stage = ["received", "refused", "shortlist"][number % 3]
        row.quarantined = number % 10 == 3
        row.restricted_at = now if number % 11 == 5 else None
        row.erasure_marked_at = now if number % 13 == 7 else None
        row.pending = number % 17 == 9
        row.source = "fair" if number % 9 == 0 else "site"
    Application.objects.bulk_update(
        rows,
        [
            *("received_at", "waiting_since", "stage", "quarantined", "restricted_at"),
            *("erasure_marked_at", "pending", "source"),
        ],
    )
    return rows


@pytest.mark.parametrize(
    "filters",
    ["", "&stage=refused", "&source=fair", "&view=quarantine", "&view=restricted", "&view=to-read"],
)
@pytest.mark.parametrize("words", ["example", "example prénom", "prénom1"])
@pytest.mark.parametrize("blind", [False, True])
def test_the_number_is_that_of_the_index_or_more_than_so_many(
    staff, careers, crowd, monkeypatch, words, filters, blind
):
    careers.offer.blind_reading = blind
    careers.offer.save()
    hr = staff("rh")
    address = f"{LIST}?q={words}{filters}"
    with CaptureQueriesContext(connection) as queries:
        answer = hr.get(address)
    found = answer.context["paginator"]
    shown = [row.pk for row in answer.context["object_list"]]
    assert len(queries) <= 25, "the first request of a session writes it too"
    with monkeypatch.context() as changed:
        changed.setattr(asking, "MANY", 10**6)  # by the index
        changed.setattr(asking, "LARGE", 10**6)
        cache.clear()
        answer = hr.get(address)
    counted = answer.context["paginator"]
    assert counted.more_than is None
    assert [row.pk for row in answer.context["object_list"]] == shown
    most = 60 if words == "prénom1" and found.more_than != 50 else 50  # few of the first have it
    assert found.more_than == (most if counted.count > most else None)
    assert found.count == min(counted.count, most + 1)


def test_whoever_goes_on_is_told_the_number(staff, crowd):
    hr = staff("rh")
    page = hr.get(f"{LIST}?q=example").content.decode()
    assert "Il y a plus de 50 correspondances" in page
    assert "Avec toutes les candidatures listées, plus de 50\xa0:" in page
    assert "Page 1 sur au moins 2" in page
    listed = sum(
        not (row.quarantined or row.pending or row.restricted_at or row.erasure_marked_at)
        for row in crowd
    )
    assert (
        f"Avec les {listed} candidatures listées"
        in hr.get(f"{LIST}?q=example&p=2").content.decode()
    )
