"""The eraser's hand in the ledger: entries, the second copy, and where this database stands."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.utils import timezone

from .. import versions
from ..ledger import book
from ..ledger.copy import Copier, CopyUnreachable
from ..models import Erasure, LedgerPosition

logger = logging.getLogger(__name__)


class Scribe:
    """Writes to the ledger for one run. `copy_failed`: the second place could not be reached."""

    def __init__(self) -> None:
        self.policy = versions.current()
        self.copier = Copier()
        self.copy_failed = False

    def enter(self, erasures: Sequence[Erasure], phase: str) -> None:
        """Append one entry for each erasure, and bring the second copy up to date.

        The erasure goes on when the copy cannot be reached: the ledger itself has the entry, the
        delay would keep a person's data, and the alarm is raised (`queries.alarms`).
        """
        now = timezone.now()
        book.append(
            book.entry(
                key=erasure.key,
                phase=phase,
                model=erasure.model,
                row=erasure.identity,
                rule=erasure.rule,
                policy=self.policy,
                at=now,
                subject=erasure.subject,
            )
            for erasure in erasures
        )
        self.copy()

    def copy(self) -> None:
        """Bring the second place up to date."""
        try:
            self.copier.catch_up()
        except CopyUnreachable as error:
            self.copy_failed = True
            self.copier.last = None
            logger.error("privacy:ledger:copy_failed %s", error)
        else:
            self.copy_failed = False

    def take_position(self) -> None:
        """Record that this database agrees with the ledger up to its head."""
        head = book.head()
        LedgerPosition.objects.update_or_create(
            pk=1, defaults={"seq": head.seq, "chain": head.chain, "checked_at": timezone.now()}
        )
