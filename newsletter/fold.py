"""What all known events about an address come to, in whatever order they arrived.

Pure: the same events give the same answer. They are put in the order in which they happened; of two that
happened in the same second, the one that ends a subscription counts as the later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from newsletter.models import State

SUBSCRIBE, UNSUBSCRIBE, CLEANED, UPEMAIL = "subscribe", "unsubscribe", "cleaned", "upemail"
_RANK = {SUBSCRIBE: 0, UPEMAIL: 1, CLEANED: 2, UNSUBSCRIBE: 3}
_STATES = {
    SUBSCRIBE: State.SUBSCRIBED,
    CLEANED: State.CLEANED,
    UNSUBSCRIBE: State.UNSUBSCRIBED,
}


@dataclass(frozen=True)
class Fact:
    """One event: about `subject`; an address change leads to `other`."""

    kind: str
    at: datetime
    key: str
    subject: str
    other: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Standing:
    """What Mailchimp has said about one address. `state` None: that there is somebody, no more."""

    state: State | None
    at: datetime
    came_at: datetime | None = None
    reason: str = ""
    moved_to: str = ""

    @property
    def is_somebody(self) -> bool:
        """Whether the address was ever subscribed there, and still has its member."""
        return self.came_at is not None and not self.moved_to


def fold(facts: Iterable[Fact]) -> dict[str, Standing]:
    """The standing of every address these events speak of."""
    found: dict[str, Standing] = {}
    known = [fact for fact in facts if fact.kind in _RANK]
    for fact in sorted(known, key=lambda one: (one.at, _RANK[one.kind], one.key)):
        before = found.get(fact.subject)
        if before is not None and before.moved_to:
            before = None  # somebody else, later, at an address that was given up
        if fact.kind == UPEMAIL:
            _move(found, fact, before)
            continue
        came = before.came_at if before is not None else None
        found[fact.subject] = Standing(
            state=_STATES[fact.kind],
            at=fact.at,
            came_at=fact.at if fact.kind == SUBSCRIBE else came,
            reason=fact.reason,
        )
    return found


def _move(found: dict[str, Standing], fact: Fact, before: Standing | None) -> None:
    there = found.get(fact.other)
    if before is not None:
        carried = replace(before, came_at=before.came_at or fact.at)
    elif there is not None and not there.moved_to:
        carried = replace(there, came_at=there.came_at or fact.at)
    else:
        carried = Standing(state=None, at=fact.at, came_at=fact.at)
    found[fact.subject] = Standing(state=None, at=fact.at, moved_to=fact.other)
    if fact.other != fact.subject:
        found[fact.other] = carried


def holder_of(subject: str, standings: dict[str, Standing]) -> str:
    """Where the member of an address is now, following its changes of address."""
    seen = set()
    while subject in standings and standings[subject].moved_to and subject not in seen:
        seen.add(subject)
        subject = standings[subject].moved_to
    return subject
