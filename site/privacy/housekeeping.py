"""What else goes with the nightly run: old hashes of the ledger, old records of erasures and accesses."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings

from . import clock, journal
from .ledger import book
from .ledger.copy import CopyUnreachable
from .ledger.copy import forget_subjects as forget_in_copy
from .models import Erasure, ErasureRun
from .models.erasures import ENDED

logger = logging.getLogger(__name__)

# How long this database remembers which references went and when; the ledger keeps its own record.
RECORD_MONTHS = 24


def tidy(*, now: datetime) -> bool:
    """Forget what is past its use. True when the second copy of the ledger could not be reached."""
    limit = now - timedelta(days=settings.BACKUP_WINDOW_DAYS)
    book.forget_subjects(before=limit)
    journal.prune(now=now)
    long_ago = clock.no_event_after(now, months=RECORD_MONTHS) - timedelta(days=3)
    Erasure.objects.filter(phase__in=ENDED, ended_at__lt=long_ago).delete()
    ErasureRun.objects.filter(ended_at__lt=long_ago).delete()
    try:
        forget_in_copy(before=limit)
    except CopyUnreachable as error:
        logger.error("privacy:ledger:copy_failed %s", error)
        return True
    return False
