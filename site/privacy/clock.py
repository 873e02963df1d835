"""Dates of erasure: calendar months and days in Europe/Paris, always added, never subtracted.

The rule (issue "register", §2): the length is added to the event's date on the Paris calendar, the
time of day on the wall clock stays, and a day the month does not have becomes its last day. So 28,
29, 30 and 31 August 2026 + 6 months are all 28 February 2027. Nothing here asks a database to do
arithmetic: SQLite and PostgreSQL would answer differently, and with the session's time zone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
ONE_DAY = timedelta(days=1)


def moment_of(value: datetime | date) -> datetime:
    """The instant an event column stands for: itself, or midnight in Paris of a plain date.

    Raises ValueError for a datetime without a time zone: guessing one would move the date.
    """
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("An event needs a time zone; a naive datetime has none.")
        return value
    return _on_the_wall(datetime.combine(value, time.min))


def add_months(moment: datetime | date, months: int) -> datetime:
    """`moment` plus calendar `months` (>= 0) in Europe/Paris, end of month clamped.

    A wall time that the clocks skip in spring is the instant it would have been without the change
    (02:30 becomes 03:30); one that they show twice in autumn is the first of the two.
    Raises ValueError for negative months, a naive datetime, or a date beyond the year 9999.
    """
    if months < 0:
        raise ValueError("Months are added, never subtracted.")
    wall = moment_of(moment).astimezone(PARIS).replace(tzinfo=None, fold=0)
    return _on_the_wall(datetime.combine(_shifted(wall.date(), months), wall.time()))


def add_days(moment: datetime | date, days: int) -> datetime:
    """`moment` plus calendar `days` (>= 0) in Europe/Paris: the same time on the wall clock.

    Raises ValueError for negative days, a naive datetime, or a date beyond the year 9999.
    """
    if days < 0:
        raise ValueError("Days are added, never subtracted.")
    wall = moment_of(moment).astimezone(PARIS).replace(tzinfo=None, fold=0)
    try:
        return _on_the_wall(wall + timedelta(days=days))
    except OverflowError as error:
        raise ValueError("The date lies beyond the year 9999.") from error


def add(moment: datetime | date, *, months: int = 0, days: int = 0) -> datetime:
    """`moment` plus a retention length, given in months or in days."""
    return add_months(moment, months) if months else add_days(moment, days)


def no_event_after(now: datetime, *, months: int = 0, days: int = 0) -> datetime:
    """An instant such that whatever is due at `now` has its event before it.

    It lets a query fetch few rows too many and none too few; each row's own date is then computed
    with `add`. Found by adding to one date after another, at most a day or two beyond the last due.
    """
    today = now.astimezone(PARIS).date()
    day = today - timedelta(days=31 * months + days)
    while day <= today and add(day, months=months, days=days) <= now:
        day += ONE_DAY
    # One day more: an event late on the last due day, and the hour that autumn shows twice.
    return _on_the_wall(datetime.combine(day + ONE_DAY, time.min))


def _shifted(day: date, months: int) -> date:
    """`day` plus `months`, clamped to the month's length."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if year > 9999:
        raise ValueError("The date lies beyond the year 9999.")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _on_the_wall(wall: datetime) -> datetime:
    """The instant at which the clocks of Paris show `wall`; by way of UTC, so that it exists."""
    return wall.replace(tzinfo=PARIS).astimezone(UTC).astimezone(PARIS)
