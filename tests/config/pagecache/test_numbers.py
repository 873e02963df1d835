"""Each change is read once, in whatever order they come to be seen."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.freshness.numbers import MOST_GAPS, Numbers
from cms.freshness.writing import EVERYTHING
from cms.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers():
    """As a process has it that has begun: it knows of one change."""
    Change.objects.all().delete()
    write(1)
    begun = Numbers()
    assert begun.news() == {"1"}
    return begun


def write(*numbers: int) -> None:
    """Changes with these numbers come to be seen, the tag of each its number."""
    Change.objects.bulk_create(Change(pk=number, tags=f'["{number}"]') for number in numbers)


def read(numbers: Numbers) -> int:
    """How many rows the database gives when it is asked for news."""
    with CaptureQueriesContext(connection) as queries:
        numbers.news()
    with connection.cursor() as cursor:
        cursor.execute(queries[-1]["sql"])
        return len(cursor.fetchall())


def test_what_has_been_read_is_not_read_again(numbers):
    write(*range(2, 500))
    assert numbers.news() == {str(number) for number in range(2, 500)}
    assert numbers.news() == set()
    assert read(numbers) == 1


def test_a_transaction_that_ends_late_is_told_once(numbers):
    write(2, 7)
    assert numbers.news() == {"2", "7"}
    write(4, 8)
    assert numbers.news() == {"4", "8"}
    write(5, 6)
    assert numbers.news() == {"5", "6"}
    write(3)
    assert numbers.news() == {"3"}
    assert numbers.news() == set()


def test_a_process_that_begins_waits_for_late_ones_too(numbers):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        write(3)
        begun = Numbers()
        assert begun.news() == {"1", "3"}
        write(2)
        assert begun.news() == {"2"}


def test_a_number_that_never_comes_is_not_waited_for_without_end(numbers):
    write(3)
    numbers.news()
    with CaptureQueriesContext(connection) as asked:
        numbers.news()
    assert "BETWEEN" in asked[-1]["sql"]
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=11)),
        CaptureQueriesContext(connection) as asked,
    ):
        numbers.news()
    assert "BETWEEN" not in asked[-1]["sql"]


def test_among_many_gaps_none_is_lost(numbers):
    write(*range(3, 3 + 4 * MOST_GAPS, 2))
    numbers.news()
    write(2 * MOST_GAPS)
    assert numbers.news() == {str(2 * MOST_GAPS)}
    assert numbers.news() == set()


@pytest.mark.parametrize("then", [[], [1, 2, 3], [2]])
def test_in_another_database_nothing_is_known(numbers, then):
    write(2)
    numbers.news()
    Change.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(seconds=1)):
        write(*then)
    assert numbers.news() == {EVERYTHING}
    assert numbers.news() == set()
    write(9)
    assert numbers.news() == {"9"}
