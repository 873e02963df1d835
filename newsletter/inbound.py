"""Events of Mailchimp's webhook: taken in at once, applied by the worker, never answered with a call.

What they come to is worked out from all known events about the addresses concerned (`newsletter.fold`),
so that repeated, late and shuffled ones end the same.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsletter import queue
from newsletter.fold import UPEMAIL, Fact, Standing, fold, holder_of
from newsletter.models import (
    Consent,
    Event,
    Part,
    RemoteEvent,
    Source,
    State,
    Subscriber,
    Suppression,
    Trouble,
    normalised,
)
from newsletter.sending import refresh
from newsletter.services import join
from outbox.services import post
from privacy.identity import subject_hash

# As long as the events are kept. Mailchimp repeats for 75 minutes; an older one is told by nobody.
REMEMBERED = timedelta(days=90)
KINDS = {"subscribe", "unsubscribe", "profile", "upemail", "cleaned", "campaign"}
MAX_ADDRESS = 254


def take_in(data: Mapping[str, str]) -> RemoteEvent | None:
    """Keep one event and have the worker apply it; None for a copy, or for what says nothing.

    Raises ValueError for a date that is none.
    """
    kind = data.get("type", "")
    if kind not in KINDS:
        return None
    fired = datetime.strptime(data.get("fired_at", ""), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    now = timezone.now()
    if not now - REMEMBERED <= fired <= now + timedelta(days=1):
        return None
    moved = kind == UPEMAIL
    address = normalised(data.get("data[old_email]" if moved else "data[email]", ""))
    new = normalised(data.get("data[new_email]", "")) if moved else ""
    if any(len(one) > MAX_ADDRESS or "\0" in one for one in (address, new)):
        return None
    number = data.get("data[new_id]" if moved else "data[id]", "")[:100]
    key = salted_hmac(
        "newsletter.event",
        "\0".join([kind, number, address, new, fired.isoformat()]),
        algorithm="sha256",
    ).hexdigest()
    with transaction.atomic():
        event, made = RemoteEvent.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "fired_at": fired,
                "reason": data.get("data[reason]", "")[:12],
                "subject": subject_hash(address),
                "other": subject_hash(new),
                "address": address,
                "new_address": new,
                "campaign": number[:40] if kind == "campaign" else "",
            },
        )
        if not made:
            return None
        post(channel=queue.LOCAL, payload={"event": event.pk}, about=event)
    return event


@transaction.atomic
def apply(event: RemoteEvent) -> None:
    """Bring the subscribers concerned in step with what Mailchimp has told until now."""
    if event.applied_at is not None:
        return
    if event.subject and event.kind not in ("profile", "campaign"):
        standings = fold(_related(event))
        addresses = {event.subject: event.address, event.other: event.new_address}
        if event.kind == UPEMAIL:
            _move_row(event, standings)
        for subject in {event.subject, event.other, holder_of(event.subject, standings)} - {""}:
            if subject in standings:
                _settle(subject, standings[subject], addresses.get(subject, ""))
    if event.kind == "campaign":
        for part in Part.objects.filter(campaign=event.campaign).exclude(campaign=""):
            refresh(sending=part.sending)
    RemoteEvent.objects.filter(pk=event.pk).update(
        applied_at=timezone.now(), address="", new_address=""
    )


def _related(event: RemoteEvent) -> list[Fact]:
    """Every known event about these addresses, and about those they were changed from or to."""
    rows: dict[int, RemoteEvent] = {}
    wanted = {event.subject, event.other} - {""}
    while True:
        found = RemoteEvent.objects.filter(Q(subject__in=wanted) | Q(other__in=wanted))
        rows |= {row.pk: row for row in found}
        more = {name for row in rows.values() for name in (row.subject, row.other) if name}
        if more <= wanted:
            break
        wanted |= more
    return [
        Fact(row.kind, row.fired_at, row.key, row.subject, row.other, row.reason)
        for row in rows.values()
    ]


def _row(subject: str) -> Subscriber | None:
    found: Subscriber | None = (
        Subscriber.objects.current().select_for_update().filter(subject=subject).first()
    )
    return found


def _move_row(event: RemoteEvent, standings: dict[str, Standing]) -> None:
    """The row of a changed address goes where the member is now; two rows of one person become one."""
    row = _row(event.subject)
    if row is None or standings[event.subject].moved_to == "":
        return
    if row.asked_at > event.fired_at:
        return  # signed up here after the member had left the address: somebody anew
    holder = holder_of(event.subject, standings)
    other = _row(holder)
    if other is not None and other.pk != row.pk:
        _merge_facts(kept=row, gone=other)
        address = other.email
        join(kept=row, gone=other)
    elif holder == event.other:
        address = event.new_address
    else:
        return
    row.email, row.remote_hash = address, ""
    row.save()
    row.note(Event.MOVED, at=event.fired_at)


def _merge_facts(*, kept: Subscriber, gone: Subscriber) -> None:
    for name in ("agreed_at", "refused_at", "no_known_at", "entered_at"):
        values = [value for value in (getattr(kept, name), getattr(gone, name)) if value]
        setattr(kept, name, max(values, default=None))


def _settle(subject: str, standing: Standing, address: str) -> None:
    """Put one row where the events say, unless what was said here is newer."""
    suppressed = Suppression.objects.filter(hash=subject).first()
    row = _row(subject)
    if standing.moved_to or (suppressed and (row is None or standing.at <= suppressed.at)):
        return
    if row is None:
        if (
            not standing.is_somebody
            or not address
            or Subscriber.objects.filter(email=address).exists()
        ):
            return
        row = _take_over(address, standing)
    before = row.state
    _decide(row, standing)
    if standing.state is not None:
        row.remote_state = standing.state
    row.save()
    if row.state != before:
        row.note(_EVENTS[State(row.state)], at=standing.at)
        if standing.reason == "abuse":
            row.note(Event.COMPLAINED, at=standing.at)


_EVENTS = {
    State.SUBSCRIBED: Event.CAME_THERE,
    State.UNSUBSCRIBED: Event.LEFT_THERE,
    State.CLEANED: Event.BOUNCED,
}


def _decide(row: Subscriber, standing: Standing) -> None:
    state = standing.state
    if state is None and row.state == State.PENDING and row.agreed_at is None:
        state = State.SUBSCRIBED
    if state in (State.UNSUBSCRIBED, State.CLEANED):
        if row.agreed_at is not None and row.agreed_at > standing.at:
            return  # they said yes here since
        row.state, row.ended_at = state, standing.at
        row.confirmed_at = standing.came_at or row.confirmed_at
        row.no_known_at = standing.at
        row.trouble = Trouble.NONE
    elif state == State.SUBSCRIBED and not _said_no_since(row, standing):
        if row.agreed_at is not None and row.state == State.SUBSCRIBED:
            row.trouble = Trouble.NONE
            return
        row.state, row.ended_at = State.SUBSCRIBED, None
        row.confirmed_at = standing.came_at or standing.at
        row.consents.filter(confirmed_at__isnull=True).update(confirmed_at=row.confirmed_at)
        row.trouble = Trouble.NONE


def _said_no_since(row: Subscriber, standing: Standing) -> bool:
    """A no given here holds until Mailchimp had it; only a yes given there after that is a new one."""
    if row.refused_at is None or (row.agreed_at and row.agreed_at > row.refused_at):
        return False
    return row.no_known_at is None or standing.at <= max(row.refused_at, row.no_known_at)


def _take_over(address: str, standing: Standing) -> Subscriber:
    """Somebody who came by Mailchimp's own form. The proof of their click is kept there."""
    came = standing.came_at or standing.at
    row = Subscriber.objects.create(
        email=address,
        language="fr",
        source=Source.MAILCHIMP,
        asked_at=came,
        confirmed_at=came,
        called_at=came,
    )
    Consent.objects.create(
        subscriber=row,
        at=came,
        confirmed_at=came,
        wording="Mailchimp",
        language="fr",
        source=Source.MAILCHIMP,
    )
    return row
