"""Dates of erasure: the table of the issue, daylight saving, and a simple oracle."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import clock

PARIS = ZoneInfo("Europe/Paris")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-08-28 12:00", "2027-02-28 12:00"),
        ("2026-08-29 12:00", "2027-02-28 12:00"),
        ("2026-08-30 12:00", "2027-02-28 12:00"),
        ("2026-08-31 12:00", "2027-02-28 12:00"),
        ("2026-09-01 12:00", "2027-03-01 12:00"),
        ("2027-08-29 12:00", "2028-02-29 12:00"),
        ("2027-08-31 12:00", "2028-02-29 12:00"),
        ("2026-02-28 12:00", "2026-08-28 12:00"),
        ("2028-02-29 12:00", "2028-08-29 12:00"),
        ("2026-03-31 12:00", "2026-09-30 12:00"),
        ("2026-05-31 12:00", "2026-11-30 12:00"),
        ("2026-10-31 12:00", "2027-04-30 12:00"),
        ("2026-12-31 23:30", "2027-06-30 23:30"),
        # The clocks skip 02:30 that morning, and show it twice on the other.
        ("2026-09-28 02:30", "2027-03-28 03:30"),
        ("2026-04-25 02:30", "2026-10-25 02:30"),
    ],
)
def test_six_calendar_months(event, due):
    assert clock.add_months(paris(event), 6) == paris(due)


def test_the_day_is_that_of_paris_whatever_zone_the_event_came_in():
    # 31 August 23:30 UTC is already 1 September in Paris.
    event = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)
    assert clock.add_months(event, 6) == paris("2027-03-01 01:30")
    assert clock.add_months(event.astimezone(ZoneInfo("Pacific/Auckland")), 6) == paris(
        "2027-03-01 01:30"
    )


def test_of_the_hour_shown_twice_the_first_counts():
    due = clock.add_months(paris("2026-04-25 02:30"), 6)
    assert due.utcoffset() == timedelta(hours=2)


def test_both_events_of_the_hour_shown_twice_go_at_the_same_instant():
    first = paris("2026-10-25 02:30")
    second = first.replace(fold=1)
    assert first.astimezone(UTC) != second.astimezone(UTC)
    assert clock.add_months(first, 6) == clock.add_months(second, 6) == paris("2027-04-25 02:30")


def test_days_keep_the_time_on_the_wall():
    assert clock.add_days(paris("2026-03-28 12:00"), 1) == paris("2026-03-29 12:00")
    assert clock.add_days(paris("2026-10-24 12:00"), 30) == paris("2026-11-23 12:00")


def test_a_plain_date_counts_from_midnight_in_paris():
    assert clock.add_months(date(2026, 8, 31), 6) == paris("2027-02-28 00:00")


def test_naive_negative_and_endless_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.add_months(datetime(2026, 1, 1), 6)
    with pytest.raises(ValueError, match="never subtracted"):
        clock.add_months(paris("2026-01-01 00:00"), -1)
    with pytest.raises(ValueError, match="9999"):
        clock.add_months(paris("9999-12-01 00:00"), 6)
    with pytest.raises(ValueError, match="9999"):
        clock.add_days(paris("9999-12-01 00:00"), 60)


moments = st.datetimes(
    min_value=datetime(2001, 1, 1),
    max_value=datetime(2090, 1, 1),
    timezones=st.sampled_from([UTC, PARIS, ZoneInfo("America/New_York")]),
)


@given(moment=moments, months=st.integers(0, 48))
def test_months_agree_with_counting_them_one_by_one(moment, months):
    """The oracle: step from month to month, then take the same day or the last there is."""
    start = moment.astimezone(PARIS)
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:
        try:
            expected = date(year, month, day)
            break
        except ValueError:
            day -= 1
    due = clock.add_months(moment, months)
    assert due.date() == expected
    # The time on the wall stays, but for the hour that spring skips.
    moved = due.replace(tzinfo=None) - datetime.combine(expected, start.time())
    assert moved in (timedelta(), timedelta(hours=1))
    if moved:
        assert due.month == 3
        assert due.day > 24


@given(moment=moments, days=st.integers(0, 800))
def test_days_agree_with_the_calendar(moment, days):
    due = clock.add_days(moment, days)
    assert due.date() == moment.astimezone(PARIS).date() + timedelta(days=days)


@given(now=moments, ago=st.integers(0, 900 * 24 * 3600), months=st.integers(1, 24))
def test_whatever_is_due_has_its_event_before_the_bound(now, ago, months):
    event = now.astimezone(UTC) - timedelta(seconds=ago)
    bound = clock.no_event_after(now, months=months)
    if clock.add_months(event, months) <= now:
        assert event < bound
    # The bound wastes no more than a few days: a clamped month's end, and the margin.
    if event < bound - timedelta(days=6):
        assert clock.add_months(event, months) <= now
