"""Who holds which delivery, and how each one ends. All of it in short transactions.

A claim locks the channel's row, so that claims of one channel come one after the other over all
workers: that makes the count of what is being sent exact on PostgreSQL (row lock) and on SQLite
(immediate transaction). Leases are measured with the machines' clocks, which are taken to agree
within seconds (NTP).
"""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from outbox.channels import Again, Channel, ChannelDown, Outcome, Refused, Unreachable
from outbox.models import ChannelState, Delivery, State
from outbox.models.delivery import PENDING, SCRUBBED, replaced
from outbox.services import bring_forward

# A killed worker's delivery returns by itself after this time; a living one renews it long before.
LEASE = timedelta(seconds=60)

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)

# An automatic pause lasts this long the first time and doubles with each failing probe.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)
# So many failures to reach the other side in a row pause the channel.
MISSES_BEFORE_PAUSE = 3


def due(now: datetime) -> Q:
    """What could be claimed at `now`: its time has come, or the worker that held it is gone."""
    return Q(state__in=PENDING, next_attempt_at__lte=now) | Q(
        state=State.SENDING, lease_until__lt=now
    )


def due_channels() -> list[str]:
    """Names of the channels with something to deliver: one cheap read, no lock."""
    rows = Delivery.objects.filter(due(timezone.now()))
    return sorted(rows.order_by().values_list("channel", flat=True).distinct())


def claim(channel: Channel, *, besides: tuple[int, ...] = ()) -> Delivery | None:
    """Take the next delivery of `channel` in hand, or None when there is none or no room.

    `besides`: primary keys never to take (those the caller has in hand already).
    """
    now = timezone.now()
    ChannelState.objects.get_or_create(name=channel.name)
    with transaction.atomic():
        state = ChannelState.objects.select_for_update().get(name=channel.name)
        if state.is_paused and (state.probe_at is None or state.probe_at > now):
            return None
        busy = Delivery.objects.filter(
            channel=channel.name, state=State.SENDING, lease_until__gte=now
        ).count()
        if busy >= (1 if state.is_paused else channel.concurrency):
            return None
        delivery = _next(channel, now, besides)
        if delivery is None:
            return None
        if delivery.attempts >= channel.max_attempts:
            # Only a delivery that kept killing its worker comes here with all attempts used.
            Delivery.objects.filter(pk=delivery.pk).update(
                **_ending(
                    delivery,
                    State.SET_ASIDE,
                    gettext_noop("The worker stopped at each attempt."),
                    "",
                )
            )
            return None
        if state.is_paused:
            # The probe: nobody else tries before its answer is in.
            state.probe_at = now + _pause_length(state.pauses)
            state.save(update_fields=["probe_at"])
        delivery.state = State.SENDING
        delivery.attempts += 1
        delivery.lease_by = uuid.uuid4()
        delivery.lease_until = now + LEASE
        delivery.save(update_fields=["state", "attempts", "lease_by", "lease_until"])
        delivery.is_probe = state.is_paused
    return delivery


def _next(channel: Channel, now: datetime, besides: tuple[int, ...]) -> Delivery | None:
    """The next delivery whose time has come and whose subject is free.

    A subject is taken while another of its deliveries is being sent, or an earlier one (lower id)
    is still to be sent. One put off to a later date takes its place in the order on that date; one
    set aside no longer holds up what comes after it.
    """
    others = Delivery.objects.filter(
        channel=OuterRef("channel"),
        about_model=OuterRef("about_model"),
        about_pk=OuterRef("about_pk"),
    ).exclude(pk=OuterRef("pk"))
    in_the_way = others.filter(
        Q(state=State.SENDING)
        | Q(state__in=PENDING, pk__lt=OuterRef("pk"))
        & (Q(not_before__isnull=True) | Q(not_before__lte=now))
    )
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(due(now), channel=channel.name)
        .exclude(pk__in=besides)
        .filter(Q(about_model="") | ~Exists(in_the_way))
        .order_by("next_attempt_at", "pk")
        .first()
    )


def renew(*, token: uuid.UUID) -> bool:
    """Hold a delivery a while longer; False when it is no longer ours."""
    return bool(
        Delivery.objects.filter(lease_by=token, state=State.SENDING).update(
            lease_until=timezone.now() + LEASE
        )
    )


def delivered(delivery: Delivery) -> bool:
    """Record that the other side has it; False when it was no longer ours to record."""
    ended = _end(delivery, State.DELIVERED, "", "")
    _reached(delivery)
    return ended


def cancelled(delivery: Delivery, outcome: Outcome) -> None:
    """Record that there was nothing left to deliver."""
    _end(delivery, State.CANCELLED, _text(outcome), outcome.code)


def failed(delivery: Delivery, channel: Channel, outcome: Outcome) -> None:
    """Record why it was not delivered, and what follows for it and for the channel."""
    reason, code = _text(outcome), outcome.code[:60]
    if isinstance(outcome, ChannelDown):
        _put_back(delivery, timezone.now(), reason, code, counted=False)
        _pause(delivery, reason, code)
    elif isinstance(outcome, Unreachable):
        _put_back(delivery, _wait(delivery, outcome), reason, code, counted=False)
        _missed(delivery, reason, code)
    elif isinstance(outcome, Refused) or delivery.attempts >= channel.max_attempts:
        _end(delivery, State.SET_ASIDE, reason, code)
        _reached(delivery)
    else:
        _put_back(delivery, _wait(delivery, outcome), reason, code, counted=True)
        _reached(delivery)


def put_off(delivery: Delivery, outcome: Again, *, counted: bool) -> None:
    """Put back after a fault on our side, which says nothing about the other one."""
    _put_back(
        delivery, _wait(delivery, outcome), _text(outcome), outcome.code[:60], counted=counted
    )


def set_aside(delivery: Delivery, reason: str, code: str) -> None:
    """Leave a delivery to staff; those after it go on."""
    _end(delivery, State.SET_ASIDE, reason, code[:60])


def _wait(delivery: Delivery, outcome: Outcome) -> datetime:
    """When to try again: what the other side asked for, or twice as long each time, with jitter.

    30 s, 1 min, 2 min… up to 6 h: fourteen attempts span more than a day.
    """
    if isinstance(outcome, Again) and outcome.after is not None:
        seconds = min(max(outcome.after, 1), LONGEST_WAIT.total_seconds() * 4)
    else:
        doubled = FIRST_WAIT * 2 ** min(max(delivery.attempts, 1) - 1, 12)
        seconds = min(doubled, LONGEST_WAIT).total_seconds()
    # Jitter spreads what failed together; only ever later, so that a stated delay is respected.
    return timezone.now() + timedelta(seconds=seconds * random.uniform(1.0, 1.3))  # noqa: S311


def _pause_length(pauses: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** min(pauses, 8), LONGEST_PAUSE)


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, as long as this claim still holds it."""
    return Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, lease_by=delivery.lease_by)


def _end(delivery: Delivery, state: State, reason: str, code: str) -> bool:
    return bool(_held(delivery).update(**_ending(delivery, state, reason, code)))


def _ending(delivery: Delivery, state: State, reason: str, code: str) -> dict[str, Any]:
    """The columns of a delivery that stops here; scrubbed unless staff may still want it sent."""
    changes: dict[str, Any] = {
        "state": state,
        "reason": reason,
        "code": code,
        "lease_by": None,
        "lease_until": None,
        "ended_at": timezone.now(),
    }
    if state != State.SET_ASIDE:
        changes |= SCRUBBED
        if delivery.erases:
            changes["about_pk"] = ""
    return changes


def _put_back(delivery: Delivery, when: datetime, reason: str, code: str, *, counted: bool) -> None:
    attempts = delivery.attempts if counted else delivery.attempts - 1
    changes = {
        "state": State.AGAIN,
        "attempts": attempts,
        "next_attempt_at": when,
        "reason": reason,
        "code": code,
        "lease_by": None,
        "lease_until": None,
    }
    try:
        with transaction.atomic():
            _held(delivery).update(**changes)
    except IntegrityError:
        # Its key was posted anew while it was being sent: the newer one inherits its patience.
        newer = Delivery.objects.filter(
            channel=delivery.channel, key=delivery.key, state__in=PENDING
        )
        with transaction.atomic():
            newer.update(attempts=attempts, next_attempt_at=when, state=State.AGAIN)
            _held(delivery).update(**replaced(timezone.now()))


def _reached(delivery: Delivery) -> None:
    """The other side answered: the channel works. The answer to a probe ends an automatic pause."""
    states = ChannelState.objects.filter(name=delivery.channel)
    if delivery.is_probe:
        if states.filter(paused_at__isnull=False, probe_at__isnull=False).update(
            paused_at=None, probe_at=None, reason="", code="", pauses=0, misses=0
        ):
            bring_forward(channel=delivery.channel)
    else:
        states.filter(paused_at=None, misses__gt=0).update(misses=0)


def _missed(delivery: Delivery, reason: str, code: str) -> None:
    """The other side could not be reached: after several in a row, pause."""
    states = ChannelState.objects.filter(name=delivery.channel)
    states.update(misses=F("misses") + 1)
    if states.filter(misses__gte=MISSES_BEFORE_PAUSE).exists():
        _pause(delivery, reason, code)


def _pause(delivery: Delivery, reason: str, code: str) -> None:
    """Pause the channel until a probe; a pause by hand stays as it is.

    Several deliveries in hand fail together when a channel goes down: that is one pause. Only a
    failing probe makes it longer.
    """
    now = timezone.now()
    with transaction.atomic():
        state = ChannelState.objects.select_for_update().get(name=delivery.channel)
        if state.paused_by_hand or (state.is_paused and not delivery.is_probe):
            return
        state.paused_at = state.paused_at or now
        state.probe_at = now + _pause_length(state.pauses)
        state.pauses += 1
        state.reason = reason
        state.code = code
        state.save()


def _text(outcome: Outcome) -> str:
    """The reason as it is kept: a lazy string as its msgid, so that each reader gets a language."""
    with translation.override(None):
        return str(outcome.reason)[:300]
