"""What is held about a person, in plain words: what, why, since when, until when, who else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import formats, timezone

from privacy import registry
from privacy.declarations import (
    Activity,
    FileCopy,
    GoesWith,
    KeptWhile,
    ModelDeclaration,
    personal_columns,
)
from privacy.identity import identity_of
from privacy.persons import held_about
from privacy.retention import Due, due_of
from privacy.rights.models import SubjectRequest
from privacy.texts import Text


@dataclass(frozen=True)
class Item:
    """One column of a record as a person reads it."""

    column: str
    label: str
    value: str
    correctable: bool


@dataclass(frozen=True)
class Held:
    """One record about the person."""

    declaration: ModelDeclaration
    row: Model
    items: tuple[Item, ...]
    due: Due | None
    kept: Text | None
    files: tuple[tuple[str, str], ...] = field(default=())

    @property
    def key(self) -> str:
        """How the page names the record in its buttons: model and stable identity."""
        return f"{self.declaration.label_lower}:{identity_of(self.row)}"

    @property
    def short(self) -> str:
        """The beginning of the identity: what people read and say."""
        return str(identity_of(self.row))[:8]

    @property
    def activity(self) -> Activity:
        return registry.activity(self.declaration.activity)

    @property
    def since(self) -> datetime | None:
        """The earliest date the record carries."""
        moments = [
            value if isinstance(value, datetime) else None
            for value in (
                getattr(self.row, one.attname, None) for one in self.row._meta.concrete_fields
            )
        ]
        past = [moment for moment in moments if moment and moment <= timezone.now()]
        return min(past, default=None)

    @property
    def kept_while(self) -> Text | None:
        retention = self.declaration.retention
        return retention.condition if isinstance(retention, KeptWhile) else None


def rows_about(address: str) -> Iterator[tuple[ModelDeclaration, Model]]:
    """Every record of every app that the address leads to, in the order of the register."""
    for held in held_about(address, with_children=True):
        for row in held.rows:
            if getattr(row, "erasure_marked_at", None) is None:
                yield held.declaration, row


def holdings_of(address: str, *, besides: SubjectRequest | None = None) -> list[Held]:
    """All that is held about the person at this address, here (processors: `ProcessorAnswer`).

    `besides`: the request under way, left out with all that belongs to it: what the person sees is
    what was held before they asked.
    """
    return [
        _held(declaration, row)
        for declaration, row in rows_about(address)
        if besides is None or (row != besides and getattr(row, "request", None) != besides)
    ]


def holding_of(address: str, key: str) -> Held | None:
    """The record that `Held.key` names, if it is this person's."""
    return next((held for held in holdings_of(address) if held.key == key), None)


def _held(declaration: ModelDeclaration, row: Model) -> Held:
    return Held(
        declaration=declaration,
        row=row,
        items=tuple(_items(declaration, row)),
        due=due_of(row),
        kept=_reason_to_keep(declaration, row),
        files=tuple(_files(declaration, row)),
    )


def _reason_to_keep(declaration: ModelDeclaration, row: Model) -> Text | None:
    """Why the row cannot go when the person asks; what goes with another row stays with it."""
    for keep in declaration.keep:
        if keep.applies(row):
            return keep.reason
    retention = declaration.retention
    if isinstance(retention, KeptWhile) and not registry.activity(declaration.activity).public:
        # A colleague's own account: closed by the administration, not by this page.
        return retention.condition
    if isinstance(retention, GoesWith):
        parent = getattr(row, retention.parent, None)
        if isinstance(parent, Model):
            return _reason_to_keep(registry.declaration_for(parent), parent)
    return None


def _items(declaration: ModelDeclaration, row: Model) -> Iterator[Item]:
    if declaration.export is not None:
        for label, value in declaration.export(row).items():
            yield Item("", str(label), in_words(value), correctable=False)
        return
    for name in personal_columns(declaration):
        try:
            column = row._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if column.many_to_many or column.one_to_many:
            continue
        value = getattr(row, f"get_{name}_display", lambda n=name: getattr(row, n))()
        label = str(getattr(column, "verbose_name", name))
        yield Item(
            name, label[:1].upper() + label[1:], in_words(value), name in declaration.correct
        )


def _files(declaration: ModelDeclaration, row: Model) -> Iterator[tuple[str, str]]:
    """(storage alias, name) of each file of the record that is exported as it lies there."""
    for copy in declaration.copies:
        if isinstance(copy, FileCopy) and copy.export is None:
            if name := str(getattr(row, copy.column) or ""):
                yield copy.storage, name
            if copy.also is not None:
                yield from ((copy.storage, name) for name in copy.also(row))


def in_words(value: Any) -> str:
    """A value as text in the active language; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return formats.localize(value)
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_words(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(one) for one in value)
    return str(value)
