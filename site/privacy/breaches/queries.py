"""What is asked about breaches: which are not settled, and whose 72 hours run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox.queries import Alarm

from .models import Breach, Risk

INDEX = "privacy_breaches:index"
LATE, SOON, DONE = "late", "soon", "done"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Clock:
    """How a breach stands against its 72 hours, as a level and in words."""

    level: str
    words: str


def clock_of(breach: Breach, *, now: datetime | None = None) -> Clock:
    """The clock of one breach at `now`."""
    now = now or timezone.now()
    if breach.notified_at is not None:
        return Clock(DONE, _("notified late") if breach.notified_late else _("notified in time"))
    if breach.is_settled:
        return Clock(DONE, _("no notification needed"))
    if now > breach.due_at:
        hours = (now - breach.due_at) // HOUR
        words = ngettext("%(hours)d hour late", "%(hours)d hours late", hours)
        return Clock(LATE, words % {"hours": hours})
    hours = (breach.due_at - now) // HOUR
    words = ngettext("%(hours)d hour left", "%(hours)d hours left", hours)
    return Clock(SOON, words % {"hours": hours})


def unsettled() -> QuerySet[Breach]:
    """The breaches that are neither notified nor judged to need no notification."""
    harmless = Q(risk=Risk.NONE) & ~Q(why_not="")
    return Breach.objects.filter(notified_at__isnull=True).exclude(harmless).order_by("known_at")


def alarms() -> list[Alarm]:
    """One alarm while a breach is not settled: critical once its 72 hours are over."""
    now = timezone.now()
    late = sum(1 for breach in unsettled() if now > breach.due_at)
    running = unsettled().count() - late
    found = []
    if late:
        label = ngettext(
            "%(count)d breach of personal data was not notified within 72 hours.",
            "%(count)d breaches of personal data were not notified within 72 hours.",
            late,
        ) % {"count": late}
        found.append(Alarm("breach:late", label, "critical", link=INDEX))
    if running:
        label = ngettext(
            "The 72 hours to notify %(count)d breach of personal data are running.",
            "The 72 hours to notify %(count)d breaches of personal data are running.",
            running,
        ) % {"count": running}
        found.append(Alarm("breach:running", label, "warning", link=INDEX))
    return found
