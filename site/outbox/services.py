"""What is done with deliveries: posted, cancelled, tried again, dropped."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from outbox import channels
from outbox.models import ChannelState, Delivery, State
from outbox.models.delivery import OPEN, PENDING, SCRUBBED, label_of, replaced

# Whoever decides; what a request calls its user.
Staff = AbstractBaseUser | AnonymousUser | None

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def post(
    *,
    channel: str,
    payload: Mapping[str, Any],
    about: models.Model | None = None,
    not_before: datetime | None = None,
    key: str = "",
    erases: bool = False,
) -> Delivery:
    """Write a delivery in the caller's transaction; the worker carries it out after the commit.

    `payload`: ids only, JSON. `about`: the thing it concerns; deliveries about the same thing through
    the same channel keep the order in which they were posted. `not_before`: an aware date.
    `key`: at most one pending delivery has it; posting again renews the contents of that one.
    `erases`: part of an erasure, so `cancel_for` leaves it alone (a channel may say so for all).
    Raises ValueError for an unknown channel, an unsaved `about`, a naive date, an e-mail address, NUL.
    """
    way = channels.get(channel)
    _demand_ids_only(payload)
    _demand_ids_only(key)
    if not_before is not None and timezone.is_naive(not_before):
        raise ValueError("not_before needs a time zone.")
    about_model, about_pk = label_of(about) if about is not None else ("", "")
    now = timezone.now()
    fields: dict[str, Any] = {
        "payload": _plain(payload),
        "about_model": about_model,
        "about_pk": about_pk,
        "erases": erases or way.erases,
    }
    when = {"not_before": not_before, "next_attempt_at": not_before or now}
    with transaction.atomic():
        if key:
            return _post_once(channel, key, fields, when)
        return Delivery.objects.create(channel=channel, **fields, **when)


def _post_once(channel: str, key: str, fields: dict[str, Any], when: dict[str, Any]) -> Delivery:
    """The one pending delivery with this key, renewed or made."""
    while True:
        # The lock keeps a worker from starting it before our transaction commits: what it then
        # reads is what we just wrote.
        pending = (
            Delivery.objects.select_for_update()
            .filter(channel=channel, key=key, state__in=PENDING)
            .first()
        )
        if pending is not None:
            for name, value in fields.items():
                setattr(pending, name, value)
            if pending.state == State.WAITING and pending.next_attempt_at > when["next_attempt_at"]:
                pending.not_before = when["not_before"]
                pending.next_attempt_at = when["next_attempt_at"]
            pending.save()
            return pending
        try:
            with transaction.atomic():
                return Delivery.objects.create(channel=channel, key=key, **fields, **when)
        except IntegrityError:
            # Somebody else posted it between our look and our write.
            continue


def send_mail(
    *,
    mail: str,
    about: models.Model | None = None,
    not_before: datetime | None = None,
    key: str = "",
    **ids: Any,
) -> Delivery:
    """Post an e-mail. `mail` is the dotted name of a function that makes it.

    At delivery the function is called as `function(about, **ids)` (or `function(**ids)` without
    `about`) and returns an `outbox.mail.Mail`, or None when there is nothing to say any more. If
    `about` is gone by then the mail is cancelled. Raises ValueError when the name leads nowhere.
    """
    try:
        builder = import_string(mail)
    except ImportError as error:
        raise ValueError(f"There is no function {mail!r}.") from error
    if not callable(builder):
        raise ValueError(f"{mail!r} is not a function.")
    return post(
        channel="email",
        payload={"mail": mail, "ids": ids},
        about=about,
        not_before=not_before,
        key=key,
    )


def cancel_for(*, about: models.Model) -> int:
    """Cancel and scrub everything pending about this object; how many deliveries that were.

    Deliveries that are themselves part of an erasure go on. Rows that ended earlier lose the name
    of the object as well. Call it before the object is deleted (it needs the primary key).
    What a worker is handing over at this very moment may still arrive.
    """
    about_model, about_pk = label_of(about)
    rows = Delivery.objects.filter(about_model=about_model, about_pk=about_pk)
    now = timezone.now()
    with transaction.atomic():
        count = rows.filter(state__in=[*OPEN, State.SET_ASIDE], erases=False).update(
            **SCRUBBED,
            state=State.CANCELLED,
            reason=gettext_noop("What it was about has been erased."),
            code="",
            ended_at=now,
            lease_by=None,
            lease_until=None,
            about_pk="",
        )
        rows.exclude(state__in=[*OPEN, State.SET_ASIDE]).update(about_pk="", **SCRUBBED)
    return count


def retry(*, deliveries: Iterable[Delivery], by: Staff) -> int:
    """Put set-aside or failing deliveries back at the head of the queue; how many there were.

    One whose key has meanwhile been posted anew is dropped in favour of the newer one.
    """
    now = timezone.now()
    count = 0
    for delivery in deliveries:
        rows = Delivery.objects.filter(pk=delivery.pk, state__in=[State.SET_ASIDE, State.AGAIN])
        decided = {"decided_by_id": by.pk if by else None, "decided_at": now, "decision": "retry"}
        try:
            with transaction.atomic():
                count += rows.update(state=State.AGAIN, attempts=0, next_attempt_at=now, **decided)
        except IntegrityError:
            count += rows.update(**replaced(now), **decided)
    return count


def drop(*, deliveries: Iterable[Delivery], reason: str, by: Staff) -> int:
    """Give deliveries up for good, recording who and why; how many there were.

    Raises ValueError without a reason. What is being sent at this moment is left alone.
    """
    reason = reason.strip()
    if not reason:
        raise ValueError("Dropping a delivery needs a reason.")
    return Delivery.objects.filter(
        pk__in=[delivery.pk for delivery in deliveries], state__in=[*PENDING, State.SET_ASIDE]
    ).update(
        **SCRUBBED,
        state=State.DROPPED,
        ended_at=timezone.now(),
        decided_by_id=by.pk if by else None,
        decided_at=timezone.now(),
        decision=reason[:300],
    )


def hold_restored() -> int:
    """After a restore: set aside what was due to leave and may have left since the backup was made.

    A person reads a mail twice as two mails, so staff decide, on the outbox's screen: retry or drop. So it
    is with whatever has people told (`Channel.tells`).
    What is to leave later goes on. Returns how many deliveries wait for a decision.
    """
    now = timezone.now()
    due = models.Q(not_before__isnull=True) | models.Q(not_before__lte=now)
    telling = [channel.name for channel in channels.all_channels() if channel.tells]
    return Delivery.objects.filter(due, channel__in=telling, state__in=OPEN).update(
        state=State.SET_ASIDE,
        reason=gettext_noop("Restored from a backup: it may have left already."),
        code="",
        ended_at=now,
        lease_by=None,
        lease_until=None,
    )


def pause(*, channel: str, reason: str, by: Staff) -> None:
    """Stop a channel by hand: nothing leaves through it until `resume`."""
    channels.get(channel)
    ChannelState.objects.update_or_create(
        name=channel,
        defaults={
            "paused_at": timezone.now(),
            "probe_at": None,
            "reason": reason.strip()[:300],
            "code": "",
            "paused_by_id": by.pk if by else None,
        },
    )


def resume(*, channel: str) -> None:
    """Open a channel, whoever paused it; what failed meanwhile is tried at once."""
    ChannelState.objects.filter(name=channel).update(
        paused_at=None, probe_at=None, reason="", code="", pauses=0, misses=0, paused_by=None
    )
    bring_forward(channel=channel)


def bring_forward(*, channel: str) -> None:
    """Let what waits for its next attempt through this channel go now."""
    now = timezone.now()
    Delivery.objects.filter(channel=channel, state=State.AGAIN, next_attempt_at__gt=now).update(
        next_attempt_at=now
    )


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it: mappings, lists, text, numbers; anything else as its text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _demand_ids_only(value: Any) -> None:
    """Raise ValueError when an e-mail address is anywhere in `value`: it must stay in its own row.

    A NUL is refused as well: PostgreSQL cannot hold one, and SQLite should not accept what it cannot.
    """
    if isinstance(value, Mapping):
        for one in value.values():
            _demand_ids_only(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _demand_ids_only(one)
    elif isinstance(value, str) and "\0" in value:
        raise ValueError("A delivery cannot hold a NUL character.")
    elif isinstance(value, str) and _ADDRESS.search(value):
        raise ValueError("A delivery holds ids only, never an e-mail address.")
