"""The ledger of erasures: kept apart from the main database, append-only, as little as can be.

It is what remains when a backup is restored: whoever is in it is erased again before the site
serves. An entry holds the keyed hash of the person's address (dropped when no backup can hold the
person any more), the stable identity of the row, model, rule, date, policy version, and whether
the erasure was intended, done or given up. Its tables are not Django models: a test's or a
person's `flush`, `loaddata` or `migrate` must not reach them.
"""

from .book import Entry, Head, LedgerDamaged, append, entries, forget_subjects, head, verify_chain

__all__ = [
    "Entry",
    "Head",
    "LedgerDamaged",
    "append",
    "entries",
    "forget_subjects",
    "head",
    "verify_chain",
]
