"""The channel of messages to candidates: as every mail, and what has left is written down."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_noop

from careers.applications.models import Exchange, MailState
from careers.applications.services.messages import CHANNEL, UNSENT, record_failed, record_sent
from careers.applications.services.restriction import MAY_LEAVE
from outbox import channel_email
from outbox.channels import NotNeeded, Refused
from outbox.models import Delivery, State

__all__ = ["CHANNEL", "catch_up", "deliver"]


def deliver(delivery: Delivery) -> None:
    """Send one message, unless it was cancelled or its person is going. Raises an Outcome."""
    exchange = delivery.about
    if not isinstance(exchange, Exchange):
        raise NotNeeded(gettext_noop("What it was about is gone."))
    # From here on it cannot be cancelled: whoever tries is told so.
    waiting = Exchange.objects.filter(pk=exchange.pk, mail_state__in=UNSENT)
    claimed = waiting.filter(MAY_LEAVE, application__erasure_marked_at__isnull=True).update(
        mail_state=MailState.SENDING
    )
    if not claimed:
        waiting.update(mail_state=MailState.CANCELLED)
        raise NotNeeded(gettext_noop("The message was cancelled."))
    try:
        channel_email.deliver(delivery)
    except Refused:
        record_failed(exchange=exchange.pk)
        raise
    record_sent(exchange=exchange.pk, at=timezone.now())


def catch_up() -> int:
    """Write down what has become of messages whose worker was killed right after sending."""
    count = 0
    for exchange in Exchange.objects.filter(mail_state=MailState.SENDING)[:500]:
        delivery = (
            Delivery.objects.filter(
                channel=CHANNEL,
                about_model=Exchange._meta.label_lower,
                about_pk=str(exchange.pk),
            )
            .order_by("-pk")
            .first()
        )
        if delivery is None:
            continue
        if delivery.state == State.DELIVERED and delivery.ended_at is not None:
            record_sent(exchange=exchange.pk, at=delivery.ended_at)
            count += 1
        elif delivery.state in (State.SET_ASIDE, State.DROPPED, State.CANCELLED):
            record_failed(exchange=exchange.pk)
            count += 1
    return count
