"""Which rows of changes this process has read, so that it reads each of them once.

A row has its number long before others see it: a transaction that ends late brings a lower number than
what has been read. So a number that was left out is asked for again, for as long as a transaction may last.
"""

import json
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from cms.freshness.writing import EVERYTHING
from cms.models import Change

DATABASE = "default"
UNSETTLED = timedelta(minutes=10)  # the longest transaction
MOST_GAPS = 100  # asked for one by one; from the first of them on when there are more


class Numbers:
    """The last number read, and the gaps before it."""

    def __init__(self) -> None:
        self._know_nothing()

    def _know_nothing(self) -> None:
        self.last = 0
        self._at: datetime | None = None  # of the last row
        # First and last number of a gap, and when the row after it was written.
        self._gaps: list[tuple[int, int, datetime]] = []

    def news(self) -> set[str]:
        """The tags of the rows that are new. Raises DatabaseError."""
        unsettled = timezone.now() - UNSETTLED
        self._gaps = [gap for gap in self._gaps if gap[2] > unsettled]
        rows = list(
            Change.objects.using(DATABASE)
            .filter(self._wanted(unsettled))
            .order_by("pk")
            .values_list("pk", "at", "tags")
        )
        if self.last and not any(row[:2] == (self.last, self._at) for row in rows):
            # Replaced by a backup, maybe: nothing of what was known holds.
            self._know_nothing()
            self.news()
            return {EVERYTHING}
        return {
            tag for number, at, tags in rows if self._is_new(number, at) for tag in json.loads(tags)
        }

    def _wanted(self, unsettled: datetime) -> Q:
        if not self.last:
            settled = Change.objects.using(DATABASE).filter(at__lte=unsettled)
            return Q(pk__gte=settled.order_by("-pk").values_list("pk", flat=True).first() or 0)
        if len(self._gaps) > MOST_GAPS:
            return Q(pk__gte=self._gaps[0][0])
        wanted = Q(pk__gte=self.last)
        for first, last, _at in self._gaps:
            wanted |= Q(pk__range=(first, last))
        return wanted

    def _is_new(self, number: int, at: datetime) -> bool:
        """Whether this row had not been read; it is from now on. Rows come in their order."""
        if number > self.last:
            if self.last and number > self.last + 1:
                self._gaps.append((self.last + 1, number - 1, at))
            self.last, self._at = number, at
            return True
        for place, (first, last, after) in enumerate(self._gaps):
            if first <= number <= last:
                parts = ((first, number - 1, after), (number + 1, last, after))
                self._gaps[place : place + 1] = [part for part in parts if part[0] <= part[1]]
                return True
        return False
