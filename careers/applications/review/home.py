"""HR's panel on the admin home: what waits, what leaves, what goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django.db.models import Min
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from careers.applications.clock import Lengths, clock_of
from careers.applications.models import Application, Exchange, MailState, Stage
from careers.models import OfferPage
from careers.roles import see_the_offers
from privacy import clock

LONG = timedelta(days=10)
WEEK = timedelta(days=7)


def today(request: HttpRequest) -> Mapping[str, Any]:
    """To read and the oldest; waiting for more than ten days; messages leaving; erasures; offers."""
    now = timezone.now()
    rows = Application.objects.current().filter(pending=False, quarantined=False)
    rows = rows.filter(restricted_at__isnull=True)
    to_read = rows.filter(stage=Stage.RECEIVED, first_read_at__isnull=True)
    tomorrow = (now.astimezone(clock.PARIS) + timedelta(days=2)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    closing = OfferPage.objects.live().filter(
        locale__language_code="fr",
        closed_at__isnull=True,
        apply_until__range=(timezone.localdate(), timezone.localdate() + WEEK),
    )
    return {
        "to_read": to_read.count(),
        "oldest": to_read.aggregate(oldest=Min("received_at"))["oldest"],
        "long": rows.filter(waiting_since__lt=now - LONG).count(),
        "leaving": Exchange.objects.filter(
            mail_state=MailState.SCHEDULED, not_before__lt=tomorrow
        ).count(),
        "erased": erased_within(now, WEEK),
        "closing": closing.count(),
        "offers_url": see_the_offers(cast(User, request.user)),
        "aside": Application.objects.current().filter(quarantined=True).count(),
    }


def erased_within(now: Any, span: timedelta) -> int:
    """How many applications reach their date within this time."""
    lengths = Lengths.now()
    rows = Application.objects.current().filter(pending=False, restricted_at__isnull=True)
    near = rows.filter(
        last_exchange__lt=clock.no_event_after(now + span, months=lengths.kept)
    ) | rows.filter(received_at__lt=clock.no_event_after(now + span, months=lengths.ceiling))
    return sum(clock_of(row, lengths=lengths).erased_at <= now + span for row in near.iterator(500))
