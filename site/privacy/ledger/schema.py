"""The ledger's table, and the triggers that make it append-only on SQLite and PostgreSQL.

The one change the triggers let through empties the hash of the subject and nothing else.
"""

from __future__ import annotations

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ..router import LEDGER

TABLE = "erasure_ledger"
COLUMNS = ("seq", "entry", "phase", "model", "row", "rule", "policy", "at", "subject", "chain")

_TABLE = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
    seq bigint PRIMARY KEY,
    entry varchar(32) NOT NULL UNIQUE,
    phase varchar(10) NOT NULL,
    model varchar(100) NOT NULL,
    "row" varchar(32) NOT NULL,
    rule varchar(100) NOT NULL,
    policy varchar(40) NOT NULL,
    at varchar(32) NOT NULL,
    subject varchar(64) NOT NULL,
    chain varchar(64) NOT NULL
)
"""
_INDEX = f'CREATE INDEX IF NOT EXISTS {TABLE}_row ON {TABLE} (model, "row")'
_BY_SUBJECT = f"CREATE INDEX IF NOT EXISTS {TABLE}_subject ON {TABLE} (subject)"

_UNCHANGED = " AND ".join(f'NEW."{c}" = OLD."{c}"' for c in COLUMNS if c != "subject")
_MAY_FORGET = f"NEW.subject = '' AND {_UNCHANGED}"

_SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_keeps BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_stays BEFORE UPDATE ON {TABLE}
    WHEN NOT ({_MAY_FORGET})
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
]

_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND {_MAY_FORGET} THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'the ledger is append-only';
    END $$""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_whole BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_guard()""",
]


def connection() -> BaseDatabaseWrapper:
    """The connection to the ledger, with its table in place.

    Looked for once per connection, outside a transaction: what is made inside may be rolled back.
    """
    found: BaseDatabaseWrapper = connections[LEDGER]
    found.ensure_connection()
    if getattr(found, "ledger_ready", None) is not found.connection:
        if TABLE not in found.introspection.table_names():
            create(found)
        if not found.in_atomic_block:
            found.ledger_ready = found.connection  # type: ignore[attr-defined]
    return found


def create(found: BaseDatabaseWrapper) -> None:
    """Make table, indexes and triggers; what exists already stays."""
    guards = _SQLITE if found.vendor == "sqlite" else _POSTGRESQL
    with transaction.atomic(using=found.alias), found.cursor() as cursor:
        for statement in [_TABLE, _INDEX, _BY_SUBJECT, *guards]:
            cursor.execute(statement)
