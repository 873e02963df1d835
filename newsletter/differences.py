"""One member there, one subscriber here: how they differ, and what mends it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from newsletter import queue
from newsletter.models import (
    Comparison,
    Consent,
    Drift,
    DriftKind,
    Event,
    Remote,
    Source,
    State,
    Subscriber,
    Trouble,
    member_hash,
)
from newsletter.tags import tags_of

_ENDED = {
    Remote.UNSUBSCRIBED: State.UNSUBSCRIBED,
    Remote.ARCHIVED: State.UNSUBSCRIBED,
    Remote.CLEANED: State.CLEANED,
}


@dataclass(frozen=True)
class Member:
    """A member as Mailchimp lists them."""

    address: str
    status: str
    opted_at: datetime | None
    changed_at: datetime | None
    language: str
    tags: frozenset[str]

    @property
    def hash(self) -> str:
        return member_hash(self.address)


def mend(comparison: Comparison, row: Subscriber | None, member: Member) -> Subscriber | None:
    """Bring both sides together; the subscriber when one was taken over."""
    if row is None:
        return _take_over(comparison, member) if "@" in member.address else None
    noted = row.remote_state
    row.remote_state = member.status[:14] if member.status in Remote.values else noted
    kind = _difference(row, member)
    if kind is None and noted != row.remote_state:
        kind = DriftKind.STATE
    if kind is None:
        return None
    row.save()
    Drift.objects.create(comparison=comparison, subscriber=row, kind=kind)
    if kind in (DriftKind.LEFT_HERE, DriftKind.TAGS):
        queue.tell_mailchimp(row)
    return None


def _difference(row: Subscriber, member: Member) -> DriftKind | None:
    """What differs; `row` is changed to what holds from now on."""
    ended = _ENDED.get(Remote(row.remote_state)) if row.remote_state else None
    if row.state in (State.SUBSCRIBED, State.PENDING) and ended is not None:
        return _end(row, member, ended)
    if member.status != Remote.SUBSCRIBED:
        return None
    if row.state == State.SUBSCRIBED:
        if row.trouble in (Trouble.RETURNING, Trouble.MISSING):
            row.trouble = Trouble.NONE
            row.save(update_fields=["trouble"])
        return DriftKind.TAGS if not row.to_send and _tags_differ(row, member) else None
    if _came_back(row, member):
        row.state, row.ended_at, row.trouble = State.SUBSCRIBED, None, Trouble.NONE
        row.confirmed_at = member.opted_at or timezone.now()
        row.consents.filter(confirmed_at__isnull=True).update(confirmed_at=row.confirmed_at)
        row.note(Event.MENDED)
        return DriftKind.CAME_THERE
    if row.to_send:
        return None  # on its way already
    row.no_known_at = None
    return DriftKind.LEFT_HERE


def _end(row: Subscriber, member: Member, ended: State) -> DriftKind | None:
    if row.is_fresh and row.to_send:
        return None  # a yes given here since is on its way; it asks them to confirm
    row.state, row.trouble, row.to_send = ended, Trouble.NONE, False
    row.ended_at = row.no_known_at = member.changed_at or timezone.now()
    row.note(Event.MENDED)
    return DriftKind.CLEANED_THERE if ended == State.CLEANED else DriftKind.LEFT_THERE


def _came_back(row: Subscriber, member: Member) -> bool:
    """Whether the member's yes there is newer than the no given here, or there was no no."""
    if row.state == State.PENDING or row.refused_at is None:
        # Ended there, and subscribed there again: both were theirs to decide.
        return row.state == State.PENDING or _later(member.opted_at, row.ended_at)
    known = max(row.refused_at, row.no_known_at or row.refused_at)
    return row.no_known_at is not None and _later(member.opted_at, known)


def _later(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _tags_differ(row: Subscriber, member: Member) -> bool:
    return any((name in member.tags) != there for name, there in tags_of(row).items())


def mend_missing(comparison: Comparison, row: Subscriber) -> None:
    """Somebody who was there and is there no more: shown to marketing, never written back."""
    if (
        row.state != State.SUBSCRIBED
        or row.to_send
        or row.trouble
        or row.remote_state not in (Remote.SUBSCRIBED, Remote.PENDING)
    ):
        return
    row.remote_state, row.trouble = Remote.GONE, Trouble.MISSING
    row.save(update_fields=["remote_state", "trouble"])
    Drift.objects.create(comparison=comparison, subscriber=row, kind=DriftKind.MISSING)


def _take_over(comparison: Comparison, member: Member) -> Subscriber:
    came = member.opted_at or member.changed_at or timezone.now()
    language = member.language if member.language in ("fr", "en") else "fr"
    row: Subscriber = Subscriber.objects.create(
        email=member.address,
        language=language,
        source=Source.MAILCHIMP,
        state=State.SUBSCRIBED,
        remote_state=Remote.SUBSCRIBED,
        remote_hash=member.hash,
        asked_at=came,
        confirmed_at=came,
        called_at=came,
        sent_at=timezone.now(),
    )
    Consent.objects.create(
        subscriber=row,
        at=came,
        confirmed_at=came,
        wording="Mailchimp",
        language=language,
        source=Source.MAILCHIMP,
    )
    row.note(Event.CAME_THERE, at=came)
    Drift.objects.create(comparison=comparison, subscriber=row, kind=DriftKind.UNKNOWN_HERE)
    return row
