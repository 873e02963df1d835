"""The access journal: notes, and what is past its twelve months."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.db.models.query import QuerySet

from . import clock
from .declarations import reference as reference_of
from .models import JournalEntry

MONTHS = 12
_ACTION = re.compile(r"[a-z0-9_]+(:[a-z0-9_]+){2}")


def note(
    *, actor: AbstractBaseUser | None, action: str, reference: str | Model = ""
) -> JournalEntry:
    """Write an entry (see `services.journal`)."""
    if not _ACTION.fullmatch(action):
        raise ValueError(f"{action!r} is not of the form source:subject:action.")
    text = reference_of(reference) if isinstance(reference, Model) else reference
    if "@" in text:
        raise ValueError("A reference names nobody; this one looks like an address.")
    return JournalEntry.objects.create(
        actor_id=actor.pk if actor else None, action=action, reference=text[:100]
    )


def prune(*, now: datetime) -> int:
    """Delete entries older than twelve months; how many."""
    limit = clock.no_event_after(now, months=MONTHS)
    old = [
        pk
        for pk, at in JournalEntry.objects.filter(at__lt=limit).values_list("pk", "at").iterator()
        if clock.add_months(at, MONTHS) <= now
    ]
    for start in range(0, len(old), 500):
        # Past the guard of the journal's own queryset: this is the one place that may.
        QuerySet(JournalEntry).filter(pk__in=old[start : start + 500]).delete()
    return len(old)
