"""How long figures are kept."""

from datetime import date

from django.utils import timezone

from pages.figures.models import DailyFigure

# Two years can be compared, and the month under way: what the CNIL allows for audience figures without
# consent (guidelines of 17 September 2020, art. 5).
MONTHS = 25
BATCH = 5_000


def limit(today: date | None = None) -> date:
    """The first day that is kept."""
    today = today or timezone.localdate()
    months = today.year * 12 + today.month - 1 - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def prune() -> int:
    """Delete what is older, in small batches; how many rows."""
    old = DailyFigure.objects.filter(day__lt=limit())
    gone = 0
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        gone += DailyFigure.objects.filter(pk__in=keys).delete()[0]
    return gone
