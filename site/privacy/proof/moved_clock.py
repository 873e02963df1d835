"""Moving time in the scratch environment.

Product code asks one function what time it is, `django.utils.timezone.now`; models hold it as a
default. So its own `datetime` is replaced, which moves every holder of the function at once. No test
library is needed for that, and nothing of it exists outside the scratch process. (Shifting the dates
in the rows instead would have rehearsed another code than the one that runs at night.) The clock of
the operating system, which signatures and sessions of staff use, stays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo

from django.utils import timezone


class MovedClock:
    """Says how far ahead time is."""

    ahead = timedelta()

    def to(self, moment: datetime) -> None:
        """It is `moment` from now on; time goes on from there. Raises ValueError for the past."""
        distance = moment - timezone.now()
        if distance < timedelta():
            raise ValueError("Time is moved forward only.")
        self.ahead += distance


@contextmanager
def moved_clock() -> Iterator[MovedClock]:
    """A clock that the rehearsal may move, until the end of the block."""
    clock = MovedClock()
    module = vars(timezone)
    real: type[datetime] = module["datetime"]

    class Moved(real):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return real.now(tz) + clock.ahead

    module["datetime"] = Moved
    try:
        yield clock
    finally:
        module["datetime"] = real
