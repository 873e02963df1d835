"""How a request stands against its clock (GDPR art. 12 §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from privacy import clock
from privacy.rights.models import ALARM_AFTER_DAYS, MONTHS_OF_EXTENSION, State, SubjectRequest

LATE, SOON, OPEN, DONE = "late", "soon", "open", "done"


@dataclass(frozen=True)
class Deadline:
    """`level` is LATE, SOON (from day 20), OPEN or DONE; `words` say the same without colour."""

    level: str
    words: str


def alarm_from(request: SubjectRequest) -> datetime:
    """From when the DPO is reminded: day 20, counted two months later when it was extended."""
    start = request.received_at
    if request.extended:
        start = clock.add_months(start, MONTHS_OF_EXTENSION)
    return clock.add_days(start, ALARM_AFTER_DAYS)


def deadline_of(request: SubjectRequest, *, now: datetime | None = None) -> Deadline:
    """How the request stands at `now`."""
    now = now or timezone.now()
    if request.state == State.ANSWERED:
        return Deadline(DONE, _("answered"))
    days = days_between(now, request.due_at)
    if now > request.due_at:
        words = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Deadline(LATE, words if days else _("late since today"))
    words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    if days == 0:
        words = _("today is the last day")
    return Deadline(SOON if now >= alarm_from(request) else OPEN, words)


def days_between(start: datetime, end: datetime) -> int:
    """Whole days on the Paris calendar."""
    return (end.astimezone(clock.PARIS).date() - start.astimezone(clock.PARIS).date()).days
