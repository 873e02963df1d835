"""Finding everything the register holds about a person, from an e-mail address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from . import registry
from .declarations import GoesWith, ModelDeclaration, NotFoundByEmail
from .identity import normalised


@dataclass(frozen=True)
class Held:
    """The rows of one model that are about a person."""

    declaration: ModelDeclaration
    rows: tuple[Model, ...]


def rows_about(declaration: ModelDeclaration, address: str) -> QuerySet[Any]:
    """The rows of one model that an address leads to."""
    model = registry.model_of(declaration)
    address = normalised(address)
    if isinstance(declaration.find, NotFoundByEmail) or not address:
        return model._base_manager.none()
    if callable(declaration.find):
        return declaration.find(address)
    wanted = Q()
    for path in declaration.find:
        wanted |= Q(**{f"{path}__iexact": address})
    return model._base_manager.filter(wanted).distinct()


def held_about(address: str, *, with_children: bool = False) -> list[Held]:
    """Everything held about a person, model by model; rows that go with another only if asked."""
    found = []
    for declaration in registry.declarations():
        if isinstance(declaration.retention, GoesWith) and not with_children:
            continue
        rows = tuple(rows_about(declaration, address).order_by("pk"))
        if rows:
            found.append(Held(declaration, rows))
    return found
