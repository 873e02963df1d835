"""Fourteen days before the erasure the candidate is told; a notice, not an exchange."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from careers.applications import clock
from careers.applications.models import Application, Exchange, Kind
from outbox.services import send_mail


def remind() -> int:
    """Tell those whose date comes within fourteen days, once for each date; how many."""
    lengths = clock.Lengths.now()
    soon = timezone.now() + timedelta(days=clock.REMINDER_DAYS)
    rows = Application.objects.current().filter(
        pending=False, quarantined=False, restricted_at__isnull=True
    )
    rows = rows.filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("last_exchange")))
    # Nothing younger can be due so soon.
    oldest = timezone.now() - timedelta(days=lengths.kept * 28 - clock.REMINDER_DAYS)
    rows = rows.filter(Q(last_exchange__lt=oldest) | Q(received_at__lt=oldest))
    count = 0
    for application in rows.order_by("pk").iterator(chunk_size=500):
        found = clock.clock_of(application, lengths=lengths)
        if timezone.now() < found.erased_at <= soon:
            count += _tell(application)
    return count


@transaction.atomic
def _tell(application: Application) -> bool:
    changed = Application.objects.filter(
        pk=application.pk, last_exchange=application.last_exchange
    ).update(reminded_for=application.last_exchange)
    if changed:
        Exchange.objects.create(application=application, kind=Kind.NOTICE, text="")
        send_mail(mail="careers.applications.messages.emails.reminder", about=application)
    return bool(changed)
