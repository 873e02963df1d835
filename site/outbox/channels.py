"""The registry of channels: each package says in its `tasks.py` how its things are delivered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from outbox.models import Delivery

type_of_deliver = Callable[["Delivery"], None]


class Outcome(Exception):
    """What a handler raises when it did not deliver.

    `reason` is shown to staff and must name nobody: a lazy gettext string is kept as its msgid and
    translated when read. `code` is the other side's own short answer ("550", "ConnectTimeout").
    """

    def __init__(self, reason: "str | Promise" = "", *, code: str = "") -> None:
        super().__init__(str(code))
        self.reason = reason
        self.code = code


class Again(Outcome):
    """Not now: try this delivery again after `after` seconds, or after the usual back-off."""

    def __init__(
        self, reason: "str | Promise" = "", after: float | None = None, *, code: str = ""
    ) -> None:
        super().__init__(reason, code=code)
        self.after = after


class Unreachable(Again):
    """The other side could not be reached: as Again, but not counted against this delivery.

    Several in a row pause the channel, which then probes with one delivery at a time.
    """


class Refused(Outcome):
    """Never: the other side refuses this delivery for good. It is set aside for staff."""


class ChannelDown(Outcome):
    """The other side refuses all of us (password, quota, closed account): the channel pauses."""


class NotNeeded(Outcome):
    """What it was about is gone or has changed: there is nothing left to deliver."""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way out of the house.

    `deliver(delivery)` returns when the other side has it, and raises an Outcome otherwise. It must
    bear being called again for the same delivery, whose `reference` never changes.
    `concurrency`: deliveries at once over all workers (1 to 4, so that no processor is crowded).
    `max_attempts`: attempts before it is set aside. `longest`: after this time the delivery counts
    as hung and may be tried again. `erases`: what it carries is an erasure, so that erasing a person
    never cancels it. `tells`: what it carries reaches people, or has them told: after a restore, when that
    may have happened already, staff decide.
    """

    name: str
    label: "str | Promise"
    deliver: type_of_deliver
    concurrency: int = 2
    max_attempts: int = 14
    longest: timedelta = field(default=timedelta(minutes=10))
    erases: bool = False
    tells: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.concurrency <= 4:
            raise ValueError(f"Channel {self.name}: concurrency must be between 1 and 4.")
        if not self.name or len(self.name) > 50:
            raise ValueError("A channel needs a name of at most 50 characters.")


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> Channel:
    """Make `channel` known. Raises ValueError when another one has its name."""
    known = _channels.get(channel.name)
    if known is not None and known != channel:
        raise ValueError(f"Two channels are called {channel.name}.")
    _channels[channel.name] = channel
    return channel


def get(name: str) -> Channel:
    """The channel called `name`. Raises ValueError when there is none."""
    try:
        return _channels[name]
    except KeyError:
        raise ValueError(f"There is no channel called {name!r}.") from None


def all_channels() -> list[Channel]:
    """Every channel, by name."""
    return [_channels[name] for name in sorted(_channels)]


def discover() -> None:
    """Load the `tasks.py` of every installed package (called once, when Django is ready)."""
    autodiscover_modules("tasks")
