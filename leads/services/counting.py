"""Counts without people, made when something happens: erasing a lead changes none of them."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from leads.models import DailyCount

# So that made-up campaign names cannot fill the table.
MAX_CAMPAIGNS_A_DAY = 200
OTHER = "other"


def count(
    *,
    kind: DailyCount.Kind,
    thing: str,
    language: str,
    campaign: str = "",
    number: int = 1,
    day: date | None = None,
) -> None:
    """Add `number` to today's count; joins the caller's transaction."""
    day = day or timezone.localdate()
    if campaign and not _known(day, campaign):
        campaign = OTHER
    key = {
        "day": day,
        "kind": kind,
        "thing": thing[:80],
        "language": language,
        "campaign": campaign,
    }
    with transaction.atomic():
        if not DailyCount.objects.filter(**key).update(number=F("number") + number):
            try:
                with transaction.atomic():
                    DailyCount.objects.create(**key, number=number)
            except IntegrityError:
                # Made by somebody else between our look and our write.
                DailyCount.objects.filter(**key).update(number=F("number") + number)


def _known(day: date, campaign: str) -> bool:
    """Whether this campaign has a count today already, or there is room for one more."""
    today = DailyCount.objects.filter(day=day).exclude(campaign="")
    if today.filter(campaign=campaign).exists():
        return True
    return today.values("campaign").distinct().count() < MAX_CAMPAIGNS_A_DAY
