"""Counts attempts in the database, so that every process and machine counts together.

Only keyed hashes are stored: the table names neither accounts nor addresses.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Attempt


@dataclass(frozen=True)
class Limit:
    """At most `attempts` within `per`, counted from the first one; then nothing until it is over."""

    name: str
    attempts: int
    per: timedelta


def take(limit: Limit, *who: str) -> int:
    """Count one attempt before it is made.

    `who`: whose attempts are counted together (an account, an address, both).
    Returns 0 when it may go on, else the seconds to wait (at least 1). Attempts made at the same
    moment are each counted: none slips through between looking and counting.
    """
    key = _key(limit, who)
    now = timezone.now()
    with transaction.atomic():
        row = Attempt.objects.select_for_update().filter(key=key).first()
        if row is None:
            try:
                with transaction.atomic():
                    row = Attempt.objects.create(key=key, started_at=now, ends_at=now + limit.per)
            except IntegrityError:
                # Another request made the row since we looked.
                row = Attempt.objects.select_for_update().get(key=key)
        if row.ends_at <= now:
            row.count, row.started_at, row.ends_at = 0, now, now + limit.per
        if row.count >= limit.attempts:
            return max(1, math.ceil((row.ends_at - now).total_seconds()))
        row.count += 1
        row.save()
        return 0


def give_back(limit: Limit, *who: str) -> None:
    """The attempt succeeded: it is not held against this address."""
    with transaction.atomic():
        row = Attempt.objects.select_for_update().filter(key=_key(limit, who), count__gt=0).first()
        if row is not None:
            row.count -= 1
            row.save(update_fields=["count"])


def forget(limit: Limit, *who: str) -> None:
    """Start counting anew."""
    Attempt.objects.filter(key=_key(limit, who)).delete()


def prune() -> int:
    """Delete counts that are over; how many there were."""
    deleted, _by_model = Attempt.objects.filter(ends_at__lte=timezone.now()).delete()
    return deleted


def _key(limit: Limit, who: tuple[str, ...]) -> str:
    value = "\0".join((limit.name, *who))
    return salted_hmac("accounts.throttle", value, algorithm="sha256").hexdigest()
