"""What is left of an application on the day it goes: numbers, and the date its links tell."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from careers.applications.models import Application, Outcome, PoolEntry, PrivateLink, Stage
from careers.applications.services.stages import days_by_stage
from careers.models import ReferralLink


def leave_numbers(row: Application) -> None:
    """Called by the eraser in the transaction that deletes the row."""
    date_links(application=row)
    if row.pending or row.quarantined:
        return
    if row.referral_id is not None:
        # An application that is erased is closed, whatever its stage was.
        ReferralLink.objects.filter(pk=row.referral_id).update(
            erased_received=F("erased_received") + 1, erased_closed=F("erased_closed") + 1
        )
    Outcome.objects.create(
        month=timezone.localdate(row.received_at).replace(day=1),
        offer_key=row.offer.translation_key if row.offer else None,
        source=row.source,
        stage=Stage(row.stage),
        reason=row.reason,
        days_to_answer=_days(row.received_at, row.first_answer_at),
        days_to_decision=_days(row.received_at, row.decided_at),
        days_by_stage=days_by_stage(row),
    )


def date_links(*, application: Application | None = None, entry: PoolEntry | None = None) -> None:
    """Let the links say "erased on…" from now on."""
    whose = Q(application=application) if application is not None else Q(entry=entry)
    PrivateLink.objects.filter(whose).update(erased_at=timezone.now(), application=None, entry=None)


def _days(start: datetime, end: datetime | None) -> int | None:
    return None if end is None else max(0, (end - start).days)
