"""A month as weeks of days, and the days' entries."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cms.dates import Dated

MONDAY = 0
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Day:
    """One day of the grid; those of the months beside it are shown paler."""

    date: date
    inside: bool
    today: bool
    entries: list[Dated]


def month_of(text: str) -> date:
    """The first day of the month "2026-11"; this month for anything else."""
    try:
        zone = timezone.get_current_timezone()
        first = datetime.strptime(text, "%Y-%m").replace(tzinfo=zone).date()
    except ValueError:
        first = timezone.localdate().replace(day=1)
    return first if first.year in YEARS else timezone.localdate().replace(day=1)


def bounds(first: date) -> tuple[datetime, datetime]:
    """The first and the last moment that the grid of a month shows."""
    weeks = calendar.Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    start = timezone.make_aware(datetime.combine(weeks[0][0], time.min))
    end = timezone.make_aware(datetime.combine(weeks[-1][-1] + timedelta(days=1), time.min))
    return start, end - timedelta(microseconds=1)


def weeks_of(first: date, entries: Iterable[Dated]) -> list[list[Day]]:
    by_day: dict[date, list[Dated]] = defaultdict(list)
    for one in sorted(entries, key=lambda entry: entry.at):
        by_day[timezone.localtime(one.at).date()].append(one)
    today = timezone.localdate()
    return [
        [Day(day, day.month == first.month, day == today, by_day[day]) for day in week]
        for week in calendar.Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    ]


def beside(first: date) -> tuple[date, date]:
    """The months before and after."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return before, after
