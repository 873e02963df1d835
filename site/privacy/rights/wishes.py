"""What a person wants done with a record: corrected, no longer used, set aside, erased."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q

from outbox.services import send_mail
from privacy.declarations import FileCopy, GoesWith
from privacy.eraser.copies import names_of
from privacy.identity import identity_of
from privacy.models import Erasure, ErasureCopy
from privacy.rights.holdings import Held
from privacy.rights.models import Certificate, Kind, Restriction, SubjectRequest
from privacy.rights.services import close, record, reopen
from privacy.rights.signals import objected, restricted
from privacy.services import erase_rows
from privacy.texts import Text

FILES = Text(fr="vos fichiers", en="your files")


class CorrectionRefused(Exception):
    """Some values cannot be stored; `problems` maps the column to what to do."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__()
        self.problems = problems


@transaction.atomic
def correct(*, request: SubjectRequest, held: Held, values: Mapping[str, str]) -> None:
    """Store corrected values in the columns the register lets a person correct (art. 16).

    Columns that are not correctable are ignored. Raises CorrectionRefused; then nothing changed.
    """
    row: Any = type(held.row)._base_manager.select_for_update().get(pk=held.row.pk)
    columns = [name for name in held.declaration.correct if name in values]
    problems: dict[str, list[str]] = {}
    for name in columns:
        field = row._meta.get_field(name)
        try:
            setattr(row, name, field.clean(values[name].strip(), row))
        except ValidationError as error:
            problems[name] = list(error.messages)
    if problems:
        raise CorrectionRefused(problems)
    row.save(update_fields=columns)
    record(request, "corrected", detail=_reference(held))


@transaction.atomic
def object_to(*, request: SubjectRequest, held: Held, words: str = "") -> None:
    """Take down an objection (art. 21); the package that holds the record stops at once."""
    record(request, "objected", detail=_reference(held))
    if words.strip():
        request.words = "\n".join(filter(None, [request.words, words.strip()]))[:4000]
    reopen(request=request, kind=Kind.OBJECTION)
    objected.send(sender=type(held.row), row=held.row, request=request)


@transaction.atomic
def restrict(*, request: SubjectRequest, held: Held) -> None:
    """Set a record aside (art. 18): it is kept and shown to the person, and used for nothing."""
    _row, made = Restriction.objects.get_or_create(
        model=held.declaration.label_lower,
        row=str(identity_of(held.row)),
        defaults={"request": request},
    )
    if made:
        record(request, "restricted", detail=_reference(held))
        restricted.send(sender=type(held.row), row=held.row, restricted=True)


@transaction.atomic
def lift_restriction(*, request: SubjectRequest, held: Held) -> None:
    """The record may be used again, as the person asks."""
    gone, _by_model = Restriction.objects.filter(
        model=held.declaration.label_lower, row=str(identity_of(held.row))
    ).delete()
    if gone:
        record(request, "lifted", detail=_reference(held))
        restricted.send(sender=type(held.row), row=held.row, restricted=False)


def is_restricted(row: Model) -> bool:
    """Whether the use of this record is restricted: it may then be stored, and nothing else."""
    return Restriction.objects.filter(
        model=row._meta.label_lower, row=str(identity_of(row))
    ).exists()


@transaction.atomic
def erase(
    *, request: SubjectRequest, held: Iterable[Held], by: AbstractBaseUser | None = None
) -> Certificate:
    """Begin to erase records at the person's request (art. 17), and open their certificate.

    The eraser finishes within minutes; the certificate shows each step as it is done and is mailed
    once everything is (`privacy.rights.certificates`). It holds no data of the records.
    """
    chosen = list(held)
    places = [places_of(one, request.language) for one in chosen]
    going = [
        one
        for one in chosen
        # What goes with another record goes with it; what is kept is certified as kept.
        if one.kept is None and not goes_with_one_of(one, chosen)
    ]
    begun = erase_rows(rows=[one.row for one in going], rule="request")
    begun_keys = [one.key for one in begun.erasures]
    erasures = {
        (one.model, one.identity): str(one.key)
        for one in Erasure.objects.filter(Q(key__in=begun_keys) | Q(parent__key__in=begun_keys))
    }
    reasons = {identity_of(row): keep.reason.into(request.language) for row, keep in begun.kept}
    lines = []
    for one, elsewhere in zip(chosen, places, strict=True):
        identity = identity_of(one.row)
        lines.append(
            {
                "record": one.declaration.name.into(request.language),
                "reference": str(identity)[:8],
                "erasure": erasures.get((one.declaration.label_lower, identity), ""),
                "kept": one.kept.into(request.language) if one.kept else reasons.get(identity, ""),
                "places": elsewhere,
            }
        )
    certificate = Certificate.objects.create(request=request, lines=lines)
    record(request, "erased", by=by, detail=str(len(lines)))
    close(request=request, by=by)
    send_mail(mail="privacy.rights.emails.certificate", about=request, certificate=certificate.pk)
    return certificate


def places_of(held: Held, language: str) -> list[dict[str, str]]:
    """Where else than in our database copies of a record lie: its files, and processors that have it.

    Written down before the erasure: afterwards nothing tells where they were.
    """
    found: dict[tuple[str, str], str] = {}
    for copy in held.declaration.copies:
        if isinstance(copy, FileCopy):
            if names_of(copy, held.row):
                found[ErasureCopy.FILE, copy.storage] = FILES.into(language)
        elif copy.payload(held.row) is not None:
            found[ErasureCopy.PROCESSOR, copy.processor.slug] = copy.processor.name
    return [{"kind": kind, "place": place, "name": name} for (kind, place), name in found.items()]


def goes_with_one_of(one: Held, others: Iterable[Held]) -> bool:
    """Whether the record is erased, or kept, together with another of these anyway."""
    retention = one.declaration.retention
    if not isinstance(retention, GoesWith):
        return False
    parent = getattr(one.row, retention.parent, None)
    return parent is not None and any(other.row == parent for other in others)


def _reference(held: Held) -> str:
    return f"{held.declaration.label_lower} {str(identity_of(held.row))[:8]}"
