"""The registry of scheduled jobs, and when each one is due.

Each package says in its `jobs.py` what runs when. Times are those of Europe/Paris, whatever the
machine's own zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from django.utils.functional import Promise

PARIS = ZoneInfo("Europe/Paris")
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Job:
    """A management command that runs by itself.

    Either `at` ("HH:MM", daily, time of Paris) or `every` (a length of time). `arguments` go to the
    command. `late_after`: how long after its time a run that has not succeeded raises an alarm (by
    default 3 hours for a daily job, twice `every` for the others, at least a quarter of an hour).
    Raises ValueError when the description contradicts itself.
    """

    name: str
    label: "str | Promise"
    command: str
    arguments: tuple[str, ...] = ()
    at: str = ""
    every: timedelta | None = None
    late_after: timedelta | None = None

    def __post_init__(self) -> None:
        if bool(self.at) == (self.every is not None):
            raise ValueError(f"Job {self.name}: give either at or every.")
        if self.at:
            self.time_of_day  # noqa: B018 - raises ValueError when it is no time
        if self.every is not None and self.every < timedelta(minutes=1):
            raise ValueError(f"Job {self.name}: every is at least a minute.")
        if not self.name or len(self.name) > 100:
            raise ValueError("A job needs a name of at most 100 characters.")

    @property
    def time_of_day(self) -> time:
        return time.fromisoformat(self.at)

    @property
    def patience(self) -> timedelta:
        """How long after its time a run may succeed before it counts as late."""
        if self.late_after is not None:
            return self.late_after
        if self.every is not None:
            return max(2 * self.every, timedelta(minutes=15))
        return timedelta(hours=3)

    def latest(self, now: datetime) -> datetime:
        """The last time this job was due, `now` included (UTC)."""
        if self.every is not None:
            return EPOCH + (now - EPOCH) // self.every * self.every
        today = now.astimezone(PARIS).date()
        # Tomorrow's slot is not tried: a gap moves a time by an hour at most, within its own day.
        slot = self._on(today)
        return slot if slot <= now else self._on(today - timedelta(days=1))

    def following(self, slot: datetime) -> datetime:
        """The first time this job is due after `slot` (UTC)."""
        if self.every is not None:
            return EPOCH + ((slot - EPOCH) // self.every + 1) * self.every
        day = slot.astimezone(PARIS).date()
        found = self._on(day)
        return found if found > slot else self._on(day + timedelta(days=1))

    def _on(self, day: date) -> datetime:
        """This job's one moment on `day`.

        An hour that the clocks skip (last Sunday of March) counts as the hour after it; of an hour
        that comes twice (last Sunday of October) the first one counts. So there is exactly one
        moment per day.
        """
        return datetime.combine(day, self.time_of_day, tzinfo=PARIS).astimezone(UTC)


_jobs: dict[str, Job] = {}


def register(job: Job) -> Job:
    """Make `job` known. Raises ValueError when another one has its name."""
    known = _jobs.get(job.name)
    if known is not None and known != job:
        raise ValueError(f"Two jobs are called {job.name}.")
    _jobs[job.name] = job
    return job


def get(name: str) -> Job:
    """The job called `name`. Raises ValueError when there is none."""
    try:
        return _jobs[name]
    except KeyError:
        raise ValueError(f"There is no job called {name!r}.") from None


def all_jobs() -> Iterator[Job]:
    """Every job, by name."""
    for name in sorted(_jobs):
        yield _jobs[name]


def discover() -> None:
    """Load the `jobs.py` of every installed package (called once, when Django is ready)."""
    autodiscover_modules("jobs")
