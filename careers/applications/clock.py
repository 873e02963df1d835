"""The clock of an application: six months from the last exchange, twenty-four in all.

The register (`personal_data.py`) erases; this module says which exchange is the last, keeps that on
the application, and tells the date and its reason in the same words to HR and to the candidate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.applications.models import Application, Exchange, Kind, Stage
from careers.applications.models.exchanges import ANSWERS, COUNTS
from cms.freshness.memory import remembered
from privacy import clock, registry, retention

KEPT_MONTHS = 6
CEILING_MONTHS = 24
BADGE_DAYS = 30
REMINDER_DAYS = 14

# The same fact, said to the candidate and to HR.
TO_CANDIDATE: dict[str, str | Promise] = {
    "received": _("your application of %(date)s"),
    "written": _("our message of %(date)s"),
    "reply": _("your message of %(date)s"),
    "call": _("our call of %(date)s"),
    "meeting": _("our interview of %(date)s"),
    "kept": _("your wish of %(date)s that we keep it"),
    "chose": _("your choice of an interview slot on %(date)s"),
    "replaced": _("your new CV of %(date)s"),
    "corrected": _("your correction of %(date)s"),
    "withdrew": _("your withdrawal of %(date)s"),
}
TO_STAFF: dict[str, str | Promise] = {
    "received": _("application received on %(date)s"),
    "written": _("our message of %(date)s"),
    "reply": _("the candidate's message of %(date)s"),
    "call": _("call of %(date)s"),
    "meeting": _("interview of %(date)s"),
    "kept": _("the candidate asked on %(date)s that we keep it"),
    "chose": _("interview slot chosen on %(date)s"),
    "replaced": _("new CV of %(date)s"),
    "corrected": _("the candidate's correction of %(date)s"),
    "withdrew": _("withdrawal of %(date)s"),
}


@dataclass(frozen=True)
class Lengths:
    """How long applications are kept, after the DPO's shortenings; asked once for many."""

    kept: int
    ceiling: int

    @classmethod
    def now(cls) -> Lengths:
        def length(slug: str) -> int:
            return retention.effective_length(registry.retention_rule(slug)[1])

        return cls(length("application"), length("application-ceiling"))


@dataclass(frozen=True)
class Clock:
    """When an application is erased, and why then."""

    last: datetime
    what: str
    erased_at: datetime
    at_ceiling: bool
    now: datetime
    # Its person has had its use restricted: meanwhile it is kept beyond its date.
    restricted: bool = False

    @property
    def days(self) -> int:
        """Days left on the Paris calendar; 0 on the day itself."""
        days = (
            self.erased_at.astimezone(clock.PARIS).date() - self.now.astimezone(clock.PARIS).date()
        )
        return max(0, days.days)

    @property
    def is_near(self) -> bool:
        return self.days <= BADGE_DAYS and not self.restricted

    @property
    def for_candidate(self) -> str:
        return self._said(TO_CANDIDATE)

    @property
    def for_staff(self) -> str:
        return self._said(TO_STAFF)

    def _said(self, words: dict[str, str | Promise]) -> str:
        last = str(words[self.what]) % {"date": day(self.last, self.now)}
        erased = day(self.erased_at, self.now)
        if self.restricted:
            return gettext(
                "Last exchange: %(last)s. Kept without being used while the restriction holds."
            ) % {"last": last}
        if self.at_ceiling:
            return gettext(
                "Last exchange: %(last)s. Erased on %(date)s, the longest we keep an application."
            ) % {"last": last, "date": erased}
        return gettext("Last exchange: %(last)s. Erased on %(date)s.") % {
            "last": last,
            "date": erased,
        }


def day(moment: datetime, now: datetime) -> str:
    """A date in words; its year only when it is not this one."""
    local, today = moment.astimezone(clock.PARIS), now.astimezone(clock.PARIS)
    same = local.year == today.year
    return date_format(local.date(), "MONTH_DAY_FORMAT" if same else "DATE_FORMAT")


def clock_of(application: Application, *, lengths: Lengths | None = None) -> Clock:
    """The clock of one application; give `lengths` when asking for many."""
    lengths = lengths or Lengths.now()
    by_exchange = clock.add_months(application.last_exchange, lengths.kept)
    by_ceiling = clock.add_months(application.received_at, lengths.ceiling)
    return Clock(
        last=application.last_exchange,
        what=application.last_exchange_kind,
        erased_at=min(by_exchange, by_ceiling),
        at_ceiling=by_ceiling < by_exchange,
        now=timezone.now(),
        restricted=application.restricted_at is not None,
    )


def lengths_now() -> Lengths:
    """`Lengths.now`, asked again when the DPO has changed one."""
    return remembered("applications.lengths", Lengths.now)


def erasure_of_one_arriving(moment: datetime) -> datetime:
    """When an application that arrives at `moment` is erased if nothing more is exchanged."""
    return clock.add_months(moment, lengths_now().kept)


def erasure_if_kept(application: Application) -> datetime:
    """When it would be erased if the candidate asked us now to keep it."""
    lengths = Lengths.now()
    return min(
        clock.add_months(timezone.now(), lengths.kept),
        clock.add_months(application.received_at, lengths.ceiling),
    )


def can_be_kept(application: Application) -> bool:
    """Whether keeping would move the date by a day at least."""
    if application.restricted_at is not None:
        return False
    return erasure_if_kept(application) >= clock_of(application).erased_at + timedelta(days=1)


def recompute(*, application: int) -> None:
    """Work out anew, from all exchanges, what the application remembers of them; under its lock."""
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=application).first()
        if row is None:
            return
        counted = sorted(row.exchanges.filter(COUNTS), key=lambda one: (one.moment, one.pk))
        if counted:
            row.last_exchange = counted[-1].moment
            row.last_exchange_kind = counted[-1].kind
        answers = [one.moment for one in counted if one.kind in ANSWERS]
        row.first_answer_at = answers[0] if answers else None
        row.waiting_since = _waiting(counted) if row.stage != Stage.WITHDRAWN else None
        row.save(
            update_fields=[
                "last_exchange",
                "last_exchange_kind",
                "first_answer_at",
                "waiting_since",
            ]
        )


def _waiting(counted: Iterable[Exchange]) -> datetime | None:
    """Since when the candidate waits: the first thing they sent after our last answer."""
    since: datetime | None = None
    for one in counted:
        if one.kind in ANSWERS:
            since = None
        elif one.kind in (Kind.RECEIVED, Kind.REPLY) and since is None:
            since = one.moment
    return since
