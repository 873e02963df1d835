"""The numbers of a campaign between two days, by day or by week, out of all sources."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from cms.campaigns import Asked, Series, sources
from leads.figures import Chart, chart
from pages.campaigns.models import Campaign

# Up to here a line a day, beyond it a line a week, and never more than a year.
BY_DAY = 31
MOST = 366


@dataclass(frozen=True)
class Counted:
    """One source: its numbers drawn, their sum, and where those who are counted are listed."""

    label: Any
    note: Any
    total: int
    drawn: Chart
    listed: str


@dataclass(frozen=True)
class Figures:
    start: date
    end: date
    weekly: bool
    counted: list[Counted]
    # A line for each day or week: what it is called, and a number for each source.
    rows: list[tuple[str, list[int]]]


def days_of(campaign: Campaign, period: str) -> tuple[date, date]:
    """The first and last day that are looked at."""
    today = timezone.localdate()
    if period:
        return today - timedelta(days=int(period) - 1), today
    end = min(campaign.ends_on or today, today)
    end = max(end, campaign.starts_on)
    return max(campaign.starts_on, end - timedelta(days=MOST - 1)), end


def figures_of(campaign: Campaign, paths: frozenset[str], period: str, user: Any) -> Figures:
    """What came of it; one query for each source."""
    start, end = days_of(campaign, period)
    weekly = (end - start).days >= BY_DAY
    steps = _steps(start, end, weekly=weekly)
    names = [date_format(step, "SHORT_DATE_FORMAT") for step in steps]
    asked = Asked(name=campaign.name, paths=paths, start=start, end=end)
    counted, columns = [], []
    for source, one, found in _series(asked):
        by_step: Counter[date] = Counter()
        for day, number in found.items():
            by_step[max(_monday(day), start) if weekly else day] += number
        numbers = [by_step[step] for step in steps]
        columns.append(numbers)
        counted.append(
            Counted(
                label=one.label,
                note=one.note,
                total=sum(numbers),
                drawn=chart(
                    f"{source}-{one.key}",
                    str(one.label),
                    "",
                    list(zip(names, numbers, strict=True)),
                ),
                listed=one.listed(user, campaign.name) if one.listed else "",
            )
        )
    rows = [(name, [column[at] for column in columns]) for at, name in enumerate(names)]
    return Figures(start, end, weekly, counted, rows)


def _series(asked: Asked) -> Iterator[tuple[str, Series, Mapping[date, int]]]:
    for source in sources():
        found = source.count(asked)
        for one in source.series:
            yield source.name, one, found.get(one.key, {})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _steps(start: date, end: date, *, weekly: bool) -> list[date]:
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return [day for day in days if not weekly or day == start or day.weekday() == 0]
