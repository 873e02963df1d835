"""Numbers beside a list: counted as far as anybody cares."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from accounts import asking
from accounts.asking import Asked, Counted, count_for_lists, rows_until
from cms.models import MissingPath

pytestmark = pytest.mark.django_db


def put(number: int) -> None:
    for _ in range(number):
        MissingPath.objects.create(
            path=f"/{uuid4()}/", count=1, first_day="2026-11-28", last_day="2026-11-28"
        )


def test_beyond_so_many_nobody_counts_unless_the_number_is_asked_for(monkeypatch):
    monkeypatch.setattr(asking, "LARGE", 3)

    def numbers(**more: int | None) -> Counted:
        return count_for_lists({"all": Asked(MissingPath.objects.all(), **more)}, place="a list")[
            "all"
        ]

    assert numbers() == Counted(0)
    put(3)
    assert numbers() == Counted(3)
    put(2)
    assert numbers() == Counted(3, more=True)
    assert numbers(until=3) == Counted(3, more=True)
    assert numbers(until=4) == numbers(until=None) == Counted(5)
    MissingPath.objects.all().delete()
    assert numbers() == Counted(3, more=True), "as it was a moment ago"
    assert numbers(until=None) == Counted(0)
    cache.clear()
    assert numbers() == Counted(0)


@pytest.mark.parametrize(
    ("page", "rows"),
    [("1", 30), ("33", 990), ("0", None), ("-1", None), ("x", None), ("²", None), ("9" * 10, None)],
)
def test_a_page_that_is_nowhere_needs_the_number(page, rows):
    assert rows_until(page, 30) == rows
