"""After a restore: does this database agree with the ledger, and if not, erase again.

In normal work the database is never behind: a row is marked before the ledger knows of it, and
verified before the ledger says done. An entry without its Erasure here therefore means that the
database is an older one, and everybody in such entries may be back in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from uuid import UUID

from . import registry
from .eraser import marking
from .identity import rows_with
from .ledger import book
from .ledger import copy as second_place
from .ledger.book import Entry
from .models import Cause, Erasure, LedgerPosition, Phase

BATCH = 500


class Agreement(Enum):
    """How this database and the ledger stand to each other."""

    AGREED = "agreed"
    DATABASE_BEHIND = "database_behind"  # a backup was restored: replay
    LEDGER_BEHIND = "ledger_behind"  # the ledger was lost or is another one: bring it back first


@dataclass(frozen=True)
class Replayed:
    """What a replay did: entries looked at, rows that were back and are erased again, still open."""

    entries: int
    again: int
    waiting: int


class LedgerMissing(Exception):
    """The ledger is older than this database, and the second copy does not make up for it."""


def agreement() -> Agreement:
    """Compare this database with the ledger, from where they last agreed."""
    position = LedgerPosition.objects.filter(pk=1).first() or LedgerPosition()
    head = book.head()
    if (head.seq, head.chain) == (position.seq, position.chain):
        return Agreement.AGREED
    if book.chain_at(position.seq) != position.chain:
        return Agreement.LEDGER_BEHIND
    entries = book.entries(after=position.seq)
    while batch := list(islice(entries, BATCH)):
        if any(True for _ in unknown(batch)):
            return Agreement.DATABASE_BEHIND
    return Agreement.AGREED


def unknown(batch: Iterable[Entry]) -> Iterable[Entry]:
    """The entries that this database does not know of."""
    batch = list(batch)
    rows = [UUID(one.row) for one in batch]
    reached: dict[tuple[str, str], int] = {}
    known = Erasure.objects.filter(identity__in=rows).values_list("model", "identity", "phase")
    for model, identity, phase in known:
        key = (model, identity.hex)
        reached[key] = max(reached.get(key, 0), phase)
    needed = {book.INTENT: Phase.MARKED, book.DONE: Phase.VERIFIED, book.VOID: Phase.MARKED}
    for one in batch:
        if reached.get((one.model, one.row), 0) < needed[one.phase]:
            yield one


def bring_ledger_back() -> int:
    """Take in what the second copy has and the ledger has not; how many entries.

    Raises CopyUnreachable, LedgerDamaged.
    """
    return book.take_in(second_place.read_all())


def mark_returned() -> tuple[int, int]:
    """Mark every row in the ledger that is back in this database; (entries read, rows marked).

    An erasure that was given up afterwards ("void" as the last word on a row) is left alone.
    """
    last_word: dict[tuple[str, str], str] = {}
    count = marked = 0
    entries = book.entries()
    while batch := list(islice(entries, BATCH)):
        count += len(batch)
        last_word |= {(one.model, one.row): one.phase for one in batch}
    by_model: dict[str, list[UUID]] = {}
    for (model, row), phase in last_word.items():
        if phase != book.VOID and model in registry.REGISTER.models:
            by_model.setdefault(model, []).append(UUID(row))
    for label, identities in by_model.items():
        kind = registry.model_of(registry.declaration_for(label))
        for start in range(0, len(identities), BATCH):
            found = rows_with(kind, identities[start : start + BATCH])
            forget_old_word(label, list(found))
            made, _kept = marking.mark(found.values(), rule="replay", cause=Cause.REPLAY)
            marked += len(made)
    return count, marked


def forget_old_word(label: str, identities: list[UUID]) -> None:
    """Close erasures that the restored database remembers half-way: the replay begins anew."""
    Erasure.objects.filter(
        model=label, identity__in=identities, phase__gte=Phase.DELETED, phase__lt=Phase.DONE
    ).update(phase=Phase.MARKED)
