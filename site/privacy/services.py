"""What is done through the register: erase, confirm, release, shorten, note an access."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.runs import ask_for

from . import journal as access_journal
from . import persons, registry, retention
from .declarations import Keep
from .eraser import marking
from .models import (
    Cause,
    Erasure,
    ErasureCopy,
    ErasureRun,
    JournalEntry,
    RetentionLength,
    RunStatus,
)
from .notices import keep_all
from .queries import must_replay

__all__ = [
    "Begun",
    "NotShorter",
    "confirm_copy_erased",
    "due_date",
    "erase_person",
    "erase_rows",
    "journal",
    "must_replay",
    "release_brake",
    "shorten_retention",
]

logger = logging.getLogger(__name__)

FINISH = "privacy.finish_erasures"
NIGHTLY = "privacy.erase_due"


@dataclass(frozen=True)
class Begun:
    """Erasures that have been begun, and the rows that are kept with the reason for each."""

    erasures: tuple[Erasure, ...]
    kept: tuple[tuple[Model, Keep], ...]


class NotShorter(ValueError):
    """A retention may be shortened below the declared length, never lengthened."""


def erase_rows(*, rows: Iterable[Model], rule: str, cause: Cause = Cause.REQUEST) -> Begun:
    """Begin to erase these rows, now, whatever their date; the worker finishes within minutes.

    `rule`: a short name for the ledger ("request", "withdrawal"). Joins the caller's transaction.
    Raises NotDeclared for a model the register does not know.
    """
    with transaction.atomic():
        made, kept = marking.mark(rows, rule=rule, cause=cause)
        if made:
            ask_for(job=FINISH, by=None)
    return Begun(tuple(made), tuple(kept))


def erase_person(*, address: str, rule: str = "request", cause: Cause = Cause.REQUEST) -> Begun:
    """Begin to erase everything the register finds from an e-mail address."""
    with transaction.atomic():
        rows = [row for held in persons.held_about(address) for row in held.rows]
        return erase_rows(rows=rows, rule=rule, cause=cause)


def confirm_copy_erased(*, copy: UUID | str) -> bool:
    """A processor has answered that it has erased its copy; False when it was known already."""
    with transaction.atomic():
        changed = ErasureCopy.objects.filter(uuid=copy, done_at__isnull=True).update(
            done_at=timezone.now(), error=""
        )
        if changed:
            ask_for(job=FINISH, by=None)
    return bool(changed)


def release_brake(*, run: ErasureRun, by: AbstractBaseUser) -> None:
    """A DPO has seen what the stopped run would erase, and lets it. Starts it at once.

    Raises ValueError when the run is not stopped (any more).
    """
    with transaction.atomic():
        changed = ErasureRun.objects.filter(pk=run.pk, status=RunStatus.BRAKED).update(
            status=RunStatus.RELEASED, released_by=by, released_at=timezone.now()
        )
        if not changed:
            raise ValueError(_("This run is not stopped any more."))
        journal(actor=by, action="privacy:eraser:release", reference=str(run.pk))
        ask_for(job=NIGHTLY, by=by)


def shorten_retention(*, rule: str, length: int, by: AbstractBaseUser) -> None:
    """Keep rows under this rule for `length` months or days, at most the declared length.

    The declared length itself takes the shortening back. Raises NotDeclared, NotShorter.
    """
    _declaration, declared = registry.retention_rule(rule)
    if not declared.setting:
        raise NotShorter(_("This length is fixed."))
    if not 1 <= length <= declared.length:
        raise NotShorter(
            _("Give a whole number from 1 to %(ceiling)d.") % {"ceiling": declared.length}
        )
    with transaction.atomic():
        if length == declared.length:
            RetentionLength.objects.filter(rule=rule).delete()
        else:
            RetentionLength.objects.update_or_create(
                rule=rule,
                defaults={"length": length, "changed_by_id": by.pk, "changed_at": timezone.now()},
            )
        keep_all()
        journal(actor=by, action="privacy:retention:shorten", reference=f"{rule} {length}")


def journal(
    *, actor: AbstractBaseUser | None, action: str, reference: str | Model = ""
) -> JournalEntry:
    """Note an access to data about a person: `action` is "source:subject:action".

    `reference` is a row (its reference is taken) or a reference, never a name or an address.
    Raises ValueError for an action in another form or a reference with an address in it.
    """
    return access_journal.note(actor=actor, action=action, reference=reference)


def due_date(row: Model) -> Any:
    """When this row is erased and by which rule (`retention.Due`), None when no clock runs."""
    return retention.due_of(row)
