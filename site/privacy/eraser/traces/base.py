"""What every kind of trace answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ...texts import Text
from ..targets import Target

NOTHING, KEPT, LEFT = "nothing", "kept", "left"


@dataclass(frozen=True)
class Verdict:
    """What a place says about a row: nothing here, kept because…, or still something left."""

    state: str = NOTHING
    because: Text | None = None

    @property
    def is_erased(self) -> bool:
        return self.state != LEFT


class Trace(ABC):
    """One kind of place where copies of a row lie."""

    slug: str
    name: Text

    @abstractmethod
    def find(self, targets: Sequence[Target]) -> set[UUID]:
        """The identities of the targets that have left something here."""

    @abstractmethod
    def erase(self, targets: Sequence[Target]) -> None:
        """Remove what these targets have left here. Safe to repeat."""

    def verify(self, targets: Sequence[Target]) -> dict[UUID, Verdict]:
        """What this place says about each target, by looking again."""
        found = self.find(targets)
        return {
            target.identity: Verdict(LEFT) if target.identity in found else Verdict()
            for target in targets
        }
