"""HR's panel on the admin home: what waits, what leaves, what goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.asking import NOTHING, Asked
from accounts.home import Home
from careers.applications.clock import Lengths, clock_of
from careers.applications.models import Application, Exchange, MailState, Stage
from careers.models import OfferPage
from careers.roles import OFFERS
from privacy import clock

LONG = timedelta(days=10)
WEEK = timedelta(days=7)


def open_to_read() -> QuerySet[Application]:
    """The applications HR works on: sent whole, not doubtful, not set aside (art. 18)."""
    rows = Application.objects.current().filter(pending=False, quarantined=False)
    return rows.filter(restricted_at__isnull=True)


def to_read() -> QuerySet[Application]:
    """Those that nobody has read yet."""
    return open_to_read().filter(stage=Stage.RECEIVED, first_read_at__isnull=True)


def asked(home: Home) -> dict[str, Asked]:
    """To read and the oldest; waiting for more than ten days; messages leaving; offers."""
    now = timezone.now()
    rows = open_to_read()
    tomorrow = (now.astimezone(clock.PARIS) + timedelta(days=2)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    closing = OfferPage.objects.live().filter(
        locale__language_code="fr",
        closed_at__isnull=True,
        apply_until__range=(timezone.localdate(), timezone.localdate() + WEEK),
    )
    return {
        "applications to read": Asked(to_read(), oldest="received_at"),
        "applications long": Asked(rows.filter(waiting_since__lt=now - LONG)),
        "applications leaving": Asked(
            Exchange.objects.filter(mail_state=MailState.SCHEDULED, not_before__lt=tomorrow)
        ),
        "applications closing": Asked(closing),
        "applications aside": Asked(Application.objects.current().filter(quarantined=True)),
    }


def today(home: Home) -> Mapping[str, Any]:
    """The answers, what is erased this week, and where the offers are."""
    to_read = home.numbers.get("applications to read", NOTHING)
    return {
        "to_read": to_read.number,
        "oldest": to_read.oldest,
        "erased": erased_within(timezone.now(), WEEK),
        "offers_url": home.places.address(OFFERS),
        **{
            name: home.number(f"applications {name}")
            for name in ("long", "leaving", "closing", "aside")
        },
    }


def erased_within(now: Any, span: timedelta) -> int:
    """How many applications reach their date within this time."""
    lengths = Lengths.now()
    rows = Application.objects.current().filter(pending=False, restricted_at__isnull=True)
    near = rows.filter(
        last_exchange__lt=clock.no_event_after(now + span, months=lengths.kept)
    ) | rows.filter(received_at__lt=clock.no_event_after(now + span, months=lengths.ceiling))
    return sum(clock_of(row, lengths=lengths).erased_at <= now + span for row in near.iterator(500))
