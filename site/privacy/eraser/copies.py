"""The copies of a row outside its table: files in stores, and what processors hold.

Each is asked for through the outbox in the transaction that records it, so that nothing depends on
this process going on. The run then deletes the files itself, for it cannot leave a row waiting for
a worker that may be off; the outbox's delivery is settled with it, or keeps trying after a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import storages
from django.db.models import Model
from django.utils import timezone

from outbox import channel_files
from outbox.channels import Outcome
from outbox.models import Delivery, State
from outbox.models.delivery import OPEN, SCRUBBED
from outbox.services import cancel_for, post

from ..declarations import FileCopy, ModelDeclaration, ProcessorCopy
from ..models import Cause, Erasure, ErasureCopy

# What a store may answer when it fails: a disk, or an object store.
StoreTrouble = (OSError, BotoCoreError, ClientError)


def cancel_pending(rows: Sequence[Model]) -> None:
    """Cancel and scrub what is pending about rows of one model; in the caller's transaction."""
    if not rows:
        return
    concerned = set(
        Delivery.objects.filter(
            about_model=rows[0]._meta.label_lower, about_pk__in=[str(row.pk) for row in rows]
        ).values_list("about_pk", flat=True)
    )
    for row in rows:
        if str(row.pk) in concerned:
            cancel_for(about=row)


def ask_for(erasure: Erasure, declaration: ModelDeclaration, row: Model) -> None:
    """Post the deletion of each copy of the row, in the caller's transaction; never one twice."""
    for declared in declaration.copies:
        if isinstance(declared, FileCopy):
            for name in names_of(declared, row):
                _ask_for_file(erasure, declared.storage, name)
        else:
            _ask_processor(erasure, declared, row)


def names_of(declared: FileCopy, row: Any) -> list[str]:
    """The names in the store of a row's files, each once."""
    value = getattr(row, declared.column, None)
    name = str(getattr(value, "name", value) or "")
    names = [name] if name else []
    names += [str(other) for other in (declared.also(row) if declared.also else []) if other]
    return list(dict.fromkeys(names))


def _ask_for_file(erasure: Erasure, storage: str, name: str) -> None:
    copy, made = erasure.copies.get_or_create(
        kind=ErasureCopy.FILE, place=storage, name=name, done_at=None
    )
    if made:
        post(
            channel=channel_files.CHANNEL.name,
            payload={"storage": storage, "name": name},
            about=copy,
            erases=True,
        )


def _ask_processor(erasure: Erasure, declared: ProcessorCopy, row: Model) -> None:
    payload = declared.payload(row)
    if (
        payload is None
        or erasure.copies.filter(kind=ErasureCopy.PROCESSOR, place=declared.processor.slug).exists()
    ):
        return
    copy = erasure.copies.create(
        kind=ErasureCopy.PROCESSOR,
        place=declared.processor.slug,
        # After a restore the site waits for the row alone; the processor was told long ago.
        holds_row=declared.holds_row and erasure.cause != Cause.REPLAY,
    )
    post(
        channel=declared.channel,
        payload={**payload, "erasure_copy": str(copy.uuid)},
        about=copy,
        erases=True,
    )


def delete_files(erasures: Iterable[Erasure]) -> None:
    """Delete the files of these erasures that are still there; failures are noted, others go on."""
    open_files = ErasureCopy.objects.filter(
        erasure__in=[erasure.pk for erasure in erasures],
        kind=ErasureCopy.FILE,
        done_at__isnull=True,
    )
    gone = []
    for copy in open_files.order_by("pk"):
        try:
            channel_files.deliver(Delivery(payload={"storage": copy.place, "name": copy.name}))
            still_there = storages[copy.place].exists(copy.name)
        except (Outcome, *StoreTrouble) as error:
            note(copy, error)
        else:
            if still_there:
                note(copy, FileExistsError())
            else:
                gone.append(copy)
    settle(gone)


def settle(copies: list[ErasureCopy]) -> None:
    """Record that these copies are gone, and end the deliveries that would do it again.

    The name stays until the erasure is verified (the file may be looked for once more).
    """
    if not copies:
        return
    now = timezone.now()
    ErasureCopy.objects.filter(pk__in=[copy.pk for copy in copies], done_at__isnull=True).update(
        done_at=now, error=""
    )
    Delivery.objects.filter(
        about_model=ErasureCopy._meta.label_lower,
        about_pk__in=[str(copy.pk) for copy in copies],
        state__in=[*OPEN, State.SET_ASIDE],
    ).update(**SCRUBBED, state=State.DELIVERED, ended_at=now, lease_by=None, lease_until=None)


def note(copy: ErasureCopy, error: Exception) -> None:
    """Keep the kind of the obstacle, never its text: that may quote a name."""
    code = getattr(error, "code", "") or type(error).__name__
    ErasureCopy.objects.filter(pk=copy.pk).update(error=str(code)[:200])


def holding(erasures: Iterable[Erasure]) -> set[int]:
    """The erasures (by primary key) whose row must wait for a copy."""
    return set(
        ErasureCopy.objects.filter(
            erasure__in=[erasure.pk for erasure in erasures], done_at__isnull=True, holds_row=True
        ).values_list("erasure_id", flat=True)
    )


def unfinished(erasures: Iterable[Erasure]) -> dict[int, str]:
    """The obstacle of each erasure that still has a copy somewhere, by primary key."""
    rows = ErasureCopy.objects.filter(
        erasure__in=[erasure.pk for erasure in erasures], done_at__isnull=True
    )
    return {copy.erasure_id: f"{copy.kind}:{copy.place}:{copy.error or 'waiting'}" for copy in rows}
