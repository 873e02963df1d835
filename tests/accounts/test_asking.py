"""Numbers beside a list: counted as far as anybody cares."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from accounts import asking
from accounts.asking import Asked, Counted, count_for_lists, is_beyond
from cms.models import MissingPath

pytestmark = pytest.mark.django_db


def put(number: int) -> None:
    for _ in range(number):
        MissingPath.objects.create(
            path=f"/{uuid4()}/", count=1, first_day="2026-11-28", last_day="2026-11-28"
        )


def test_beyond_so_many_nobody_counts_unless_the_number_is_asked_for(monkeypatch):
    monkeypatch.setattr(asking, "LARGE", 3)

    def numbers(**more: bool) -> Counted:
        return count_for_lists({"all": Asked(MissingPath.objects.all(), **more)}, place="a list")[
            "all"
        ]

    assert numbers() == Counted(0)
    put(3)
    assert numbers() == Counted(3)
    put(2)
    assert numbers() == Counted(3, more=True)
    assert numbers(exactly=True) == Counted(5)
    MissingPath.objects.all().delete()
    assert numbers() == Counted(3, more=True), "as it was a moment ago"
    assert numbers(exactly=True) == Counted(0)
    cache.clear()
    assert numbers() == Counted(0)


@pytest.mark.parametrize(
    ("page", "beyond"),
    [
        ("1", False),
        ("33", False),
        ("34", True),
        ("0", True),
        ("-1", True),
        ("x", True),
        ("²", True),
    ],
)
def test_the_pages_of_the_first_thousand_need_no_number(page, beyond):
    assert is_beyond(page, 30) is beyond
