"""Numbers beside a list: small ones are counted each time, large ones every few minutes."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from accounts import asking
from accounts.asking import Asked, count_for_lists
from cms.models import MissingPath

pytestmark = pytest.mark.django_db


def put(number: int) -> None:
    for _ in range(number):
        MissingPath.objects.create(
            path=f"/{uuid4()}/", count=1, first_day="2026-11-28", last_day="2026-11-28"
        )


def test_a_large_number_is_kept_for_some_minutes_and_a_small_one_is_not(monkeypatch):
    monkeypatch.setattr(asking, "LARGE", 3)
    place = f"test {uuid4()}"

    def numbers(where: str = place) -> dict[str, int]:
        counted = count_for_lists({"all": Asked(MissingPath.objects.all())}, place=where)
        return {name: one.number for name, one in counted.items()}

    put(2)
    assert numbers() == {"all": 2}
    put(2)
    assert numbers() == {"all": 4}
    put(1)
    assert numbers() == {"all": 4}, "as it was a moment ago"
    assert numbers("another list") == {"all": 5}
    cache.clear()
    assert numbers() == {"all": 5}
