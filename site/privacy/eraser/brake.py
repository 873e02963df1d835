"""The brake: a run that would erase far more than it should stops and asks a DPO.

What it guards against is a clock a year ahead, a shortened length nobody meant, a wrong event date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import registry
from ..models import ErasureRun, RunStatus

CLOCKS_DISAGREE = "clocks_disagree"
CLOCK_BACK = "clock_back"
CLOCK_LEAP = "clock_leap"
SHARE = "share"
UNUSUAL = "unusual"

REASONS = {
    CLOCKS_DISAGREE: _("The clock of the database and the clock of this machine disagree."),
    CLOCK_BACK: _("The clock of this machine is behind the last run of the eraser."),
    CLOCK_LEAP: _("The last run of the eraser was more than a month ago, or the clock is ahead."),
    SHARE: _("An unusually large share of the records would be erased at once."),
    UNUSUAL: _("Far more records than usual would be erased."),
}


@dataclass(frozen=True)
class Brake:
    """The limits. Django's setting PRIVACY_BRAKE may give other values for these names.

    `floor`: so many rows of one rule always pass. `share`: more than this part of a model's rows at
    once stops, unless the rule keeps them a week at most. `factor`: more than so many times the
    largest of the last runs stops. `leap`: so long after the last run anything due stops.
    """

    floor: int = 10
    share: float = 0.5
    factor: int = 10
    leap: timedelta = timedelta(days=31)
    clocks: timedelta = timedelta(minutes=5)

    @classmethod
    def configured(cls) -> Brake:
        return cls(**getattr(settings, "PRIVACY_BRAKE", {}))


def database_clock() -> datetime | None:
    """What time the database server says it is; None on SQLite, which asks the same machine."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found


def judge(due: Mapping[str, int], *, now: datetime | None = None) -> str:
    """Why a run with so many rows due by rule must stop; "" when it may go on."""
    now = now or timezone.now()
    limits = Brake.configured()
    theirs = database_clock()
    if theirs is not None and abs(theirs - now) > limits.clocks:
        return CLOCKS_DISAGREE
    total = sum(due.values())
    if not total:
        return ""
    before = finished_runs()
    if before and before[0].started_at - now > timedelta(hours=1):
        return CLOCK_BACK
    if before and now - before[0].started_at > limits.leap:
        return CLOCK_LEAP
    if any(too_large_a_share(slug, count, limits) for slug, count in due.items()):
        return SHARE
    usual = max((run.erased for run in before), default=0)
    if usual and total > limits.floor and total > usual * limits.factor:
        return UNUSUAL
    return ""


def finished_runs() -> list[ErasureRun]:
    """The last thirty nightly runs that reached their end, newest first."""
    return list(
        ErasureRun.objects.filter(
            nightly=True,
            status__in=[RunStatus.DONE, RunStatus.INCOMPLETE],
            ended_at__isnull=False,
        ).order_by("-started_at")[:30]
    )


def too_large_a_share(slug: str, count: int, limits: Brake) -> bool:
    if count <= limits.floor:
        return False
    declaration, rule = registry.retention_rule(slug)
    if rule.unit == "days" and rule.days <= 7:
        return False  # what is kept so briefly is always nearly all due
    rows = registry.model_of(declaration)._base_manager.all()
    return count > limits.share * rows.count()


def released_run() -> ErasureRun | None:
    """A run that a DPO has released within the last week and that nobody has carried out yet."""
    return (
        ErasureRun.objects.filter(
            status=RunStatus.RELEASED, released_at__gte=timezone.now() - timedelta(days=7)
        )
        .order_by("-started_at")
        .first()
    )


def covers(released: ErasureRun, due: Mapping[str, int]) -> bool:
    """Whether what is due now is what the DPO saw, give or take what a few days bring."""
    floor = Brake.configured().floor
    return all(count <= released.due.get(slug, 0) * 1.1 + floor for slug, count in due.items())
