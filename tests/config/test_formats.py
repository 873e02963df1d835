"""Dates as people write them in either language."""

import datetime

import pytest
from django.utils import formats, translation

WHEN = datetime.datetime(2026, 11, 3, 14, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment", "short"),
    [
        ("fr", "3 novembre 2026", "3 novembre 2026 14:05", "03/11/2026"),
        ("en", "3 November 2026", "3 November 2026, 14:05", "03/11/2026"),
    ],
)
def test_the_day_stands_before_the_month(language, day, moment, short):
    with translation.override(language):
        assert formats.date_format(WHEN, "DATE_FORMAT") == day
        assert formats.date_format(WHEN, "DATETIME_FORMAT") == moment
        assert formats.date_format(WHEN, "SHORT_DATE_FORMAT") == short
