"""What is asked of the figures: sums by page, by day, by key, in one period and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.utils import timezone

from pages.figures.models import DailyFigure, What

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_DAYS_DRAWN = 92


@dataclass(frozen=True)
class Period:
    """From a day to a day, both counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def last_days(number: int) -> Period:
    today = timezone.localdate()
    return Period(today - timedelta(days=number - 1), today)


def figures(
    period: Period, *, language: str = "", page: int | None = None
) -> "QuerySet[DailyFigure]":
    """The rows of a period."""
    rows = DailyFigure.objects.filter(day__range=(period.first, period.last))
    if language:
        rows = rows.filter(language=language)
    return rows if page is None else rows.filter(page=page)


@dataclass(frozen=True)
class Sums:
    """How often each thing happened, and how often with each key."""

    keys: dict[str, list[tuple[str, int]]]

    def total(self, what: str) -> int:
        return sum(number for _key, number in self.keys.get(what, []))

    def most(self, what: str, number: int = 10) -> list[tuple[str, int]]:
        """The keys of one thing with their sums, the most frequent first."""
        return [pair for pair in self.keys.get(what, []) if pair[0]][:number]


def sums(rows: "QuerySet[DailyFigure]") -> Sums:
    """All sums of these rows; one query."""
    found: dict[str, list[tuple[str, int]]] = {}
    grouped = rows.order_by().values_list("what", "key").annotate(sum=Sum("number"))
    for what, key, number in grouped.order_by("-sum", "key"):
        found.setdefault(what, []).append((key, number))
    return Sums(found)


def by_page(rows: "QuerySet[DailyFigure]") -> "QuerySet[Any, Any]":
    """For each page its views, entries and conversions, the most seen first."""
    return (
        rows.filter(page__gt=0, what__in=[What.VIEW, What.ENTRY, What.CONVERSION])
        .order_by()
        .values("page")
        .annotate(
            views=Sum("number", filter=Q(what=What.VIEW), default=0),
            entries=Sum("number", filter=Q(what=What.ENTRY), default=0),
            conversions=Sum("number", filter=Q(what=What.CONVERSION), default=0),
        )
        .order_by("-views", "page")
    )


@dataclass(frozen=True)
class Bar:
    """A day, or the days of a week, of the chart; x, width and height in hundredths of it."""

    label: date
    value: int
    x: float
    width: float
    height: float


def bars(rows: "QuerySet[DailyFigure]", period: Period) -> Sequence[Bar]:
    """The views per day; per week in long periods."""
    seen = dict(
        rows.filter(what=What.VIEW).order_by().values_list("day").annotate(sum=Sum("number"))
    )
    step = 1 if period.days <= MOST_DAYS_DRAWN else 7
    starts = [period.first + timedelta(days=n) for n in range(0, period.days, step)]
    values = [sum(seen.get(start + timedelta(days=n), 0) for n in range(step)) for start in starts]
    highest, width = max(values, default=0) or 1, 100 / len(starts)
    return [
        Bar(start, value, place * width, width * 0.8, 100 * value / highest)
        for place, (start, value) in enumerate(zip(starts, values, strict=True))
    ]
