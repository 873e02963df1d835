"""The row an erasure is about, as the later steps see it: with or without the row itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from .. import registry
from ..declarations import ModelDeclaration
from ..models import Erasure


@dataclass(frozen=True)
class Target:
    """One row on its way out, known by model, primary key and identity."""

    erasure: Erasure
    declaration: ModelDeclaration
    model: type[Model]

    @property
    def identity(self) -> UUID:
        return self.erasure.identity

    @property
    def pk(self) -> str:
        return self.erasure.row_pk

    def shadow(self) -> Model:
        """An instance with the primary key alone, for what asks about deleted rows."""
        return self.model(pk=self.pk)


def targets_of(erasures: Iterable[Erasure]) -> list[Target]:
    """The targets of these erasures."""
    found = []
    for erasure in erasures:
        declaration = registry.declaration_for(erasure.model)
        found.append(Target(erasure, declaration, registry.model_of(declaration)))
    return found


def by_model(targets: Iterable[Target]) -> Iterator[tuple[type[Model], list[Target]]]:
    """The targets in groups of one model, in order of first appearance."""
    groups: dict[type[Model], list[Target]] = {}
    for target in targets:
        groups.setdefault(target.model, []).append(target)
    yield from groups.items()


def rows_of(targets: Iterable[Target], *, lock: bool = False) -> dict[UUID, Model]:
    """The rows that still exist, by identity; locked until the caller's transaction ends."""
    found: dict[UUID, Model] = {}
    for model, group in by_model(targets):
        by_pk = {target.pk: target.identity for target in group}
        rows = model._base_manager.select_for_update() if lock else model._base_manager
        for row in rows.filter(pk__in=list(by_pk)):
            found[by_pk[str(row.pk)]] = row
    return found
