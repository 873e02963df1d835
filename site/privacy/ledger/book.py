"""Writing to the ledger and reading it, entry after entry, each chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ..router import LEDGER
from .schema import COLUMNS, TABLE, connection

INTENT, DONE, VOID = "intent", "done", "void"
_LIST = ", ".join(f'"{column}"' for column in COLUMNS)
_MARKS = ", ".join(["%s"] * len(COLUMNS))
_LOCK = 0x4C454447  # "LEDG": PostgreSQL's advisory lock for those who append


class LedgerDamaged(Exception):
    """The chain is broken: an entry was changed, removed or inserted."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `row` and `entry` are UUIDs in hex, `at` is ISO 8601 in UTC."""

    phase: str
    model: str
    row: str
    rule: str
    policy: str
    at: str
    subject: str
    entry: str
    seq: int = 0
    chain: str = ""

    def chained(self, seq: int, before: str) -> Entry:
        """This entry at place `seq`, after the entry whose chain value is `before`."""
        facts = {**asdict(self), "seq": seq}
        # The subject is left out: it is dropped one day, and the chain must still hold.
        facts.pop("subject")
        facts.pop("chain")
        line = before + json.dumps(facts, sort_keys=True, separators=(",", ":"))
        return replace(self, seq=seq, chain=hashlib.sha256(line.encode()).hexdigest())


@dataclass(frozen=True)
class Head:
    """The last entry: its place and chain value; 0 and "" of an empty ledger."""

    seq: int = 0
    chain: str = ""


def entry(
    *,
    key: UUID,
    phase: str,
    model: str,
    row: UUID,
    rule: str,
    policy: str,
    at: datetime,
    subject: str = "",
) -> Entry:
    """A new entry. `key` is the erasure's own id: the same step entered twice is one entry."""
    return Entry(
        phase=phase,
        model=model,
        row=row.hex,
        rule=rule,
        policy=policy,
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        subject=subject,
        entry=uuid5(key, phase).hex,
    )


def append(new: Iterable[Entry]) -> int:
    """Add entries in one transaction of the ledger's own; how many were not there yet."""
    found = connection()
    count = 0
    with transaction.atomic(using=LEDGER):
        _alone(found)
        last = head()
        wanted = {one.entry: one for one in new}
        for known in _known(found, list(wanted)):
            del wanted[known]
        rows = []
        for one in wanted.values():
            placed = one.chained(last.seq + 1, last.chain)
            last = Head(placed.seq, placed.chain)
            rows.append([getattr(placed, column) for column in COLUMNS])
            count += 1
        if rows:
            with found.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {TABLE} ({_LIST}) VALUES ({_MARKS})", rows)  # noqa: S608
    return count


def take_in(known: Iterable[Entry]) -> int:
    """Add entries with the place and chain they already have (from the second copy).

    Raises LedgerDamaged when they do not follow on the last entry.
    """
    found = connection()
    count = 0
    with transaction.atomic(using=LEDGER):
        _alone(found)
        last = head()
        for one in known:
            if one.seq <= last.seq:
                continue
            if one.chained(last.seq + 1, last.chain) != one:
                raise LedgerDamaged(f"Entry {one.seq} of the copy does not follow on the ledger.")
            with found.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {TABLE} ({_LIST}) VALUES ({_MARKS})",  # noqa: S608
                    [getattr(one, column) for column in COLUMNS],
                )
            last = Head(one.seq, one.chain)
            count += 1
    return count


def head() -> Head:
    """The last entry's place and chain value."""
    with connection().cursor() as cursor:
        cursor.execute(f"SELECT seq, chain FROM {TABLE} ORDER BY seq DESC LIMIT 1")  # noqa: S608
        row = cursor.fetchone()
    return Head(*row) if row else Head()


def chain_at(seq: int) -> str | None:
    """The chain value of the entry at this place; "" for place 0, None where there is no entry."""
    if seq == 0:
        return ""
    with connection().cursor() as cursor:
        cursor.execute(f"SELECT chain FROM {TABLE} WHERE seq = %s", [seq])  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else None


def entries(*, after: int = 0, batch: int = 500) -> Iterator[Entry]:
    """Every entry after a place, in order, read in batches."""
    while True:
        with connection().cursor() as cursor:
            cursor.execute(
                f"SELECT {_LIST} FROM {TABLE} WHERE seq > %s ORDER BY seq LIMIT %s",  # noqa: S608
                [after, batch],
            )
            rows = cursor.fetchall()
        for row in rows:
            yield Entry(**dict(zip(COLUMNS, row, strict=True)))
        if len(rows) < batch:
            return
        after = rows[-1][0]


def entries_about(subject: str) -> list[Entry]:
    """The entries about the person with this keyed hash, as long as the hash is kept."""
    if not subject:
        return []
    with connection().cursor() as cursor:
        cursor.execute(
            f"SELECT {_LIST} FROM {TABLE} WHERE subject = %s ORDER BY seq",  # noqa: S608
            [subject],
        )
        return [Entry(**dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]


def verify_chain() -> Head:
    """Read the whole ledger; its head. Raises LedgerDamaged at the first entry that does not fit."""
    last = Head()
    for one in entries():
        if one.chained(last.seq + 1, last.chain) != one:
            raise LedgerDamaged(f"Entry {one.seq} of the ledger has been changed or moved.")
        last = Head(one.seq, one.chain)
    return last


def forget_subjects(*, before: datetime) -> int:
    """Empty the hash of the subject in entries older than `before`; how many there were."""
    with connection().cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET subject = '' WHERE subject <> '' AND at < %s",  # noqa: S608
            [before.astimezone(UTC).isoformat(timespec="seconds")],
        )
        return int(cursor.rowcount)


def _alone(found: BaseDatabaseWrapper) -> None:
    """Nobody else appends until this transaction ends (SQLite's is immediate already)."""
    if found.vendor == "postgresql":
        with connections[LEDGER].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _known(found: BaseDatabaseWrapper, keys: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        marks = ", ".join(["%s"] * len(part))
        with found.cursor() as cursor:
            cursor.execute(f"SELECT entry FROM {TABLE} WHERE entry IN ({marks})", part)  # noqa: S608
            known.update(row[0] for row in cursor.fetchall())
    return known
