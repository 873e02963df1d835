"""Keeps the ledger's database to the ledger: no model of any app lives there."""

from typing import Any

LEDGER = "ledger"


class LedgerRouter:
    """No migration ever runs on the ledger; its two tables are made by `privacy.ledger.schema`."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == LEDGER else None
