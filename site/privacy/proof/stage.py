"""What the rehearsal works with: the empty site, a member of staff, the people, their stand-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils.module_loading import import_string

from privacy import registry
from privacy.declarations import JsonKeys, ModelDeclaration, Rehearsal

from .marks import address_of, new_mark
from .visitor import Visitor

# What every public form derives from, in a package above this one.
PUBLIC_FORM = "intake.forms.PublicForm"


class StandIn(Protocol):
    """A processor's stand-in on loopback. `holds()` gives, piece by piece, what the processor would
    know about anybody by now, out of everything it has received.
    """

    def holds(self) -> Iterable[tuple[str, bytes]]: ...


StandInMaker = Callable[[], AbstractContextManager[StandIn]]


@dataclass
class Person:
    """A made-up person. `asks`: they ask to be erased; the others wait for their date."""

    mark: str
    declaration: ModelDeclaration
    asks: bool
    visitor: Visitor

    @property
    def address(self) -> str:
        return address_of(self.mark)

    @property
    def rehearsal(self) -> Rehearsal:
        found = self.declaration.rehearsal
        assert found is not None  # noqa: S101  (see `rehearsed`)
        return found

    def plant(self) -> None:
        import_string(self.rehearsal.plant)(self.mark, self.visitor)

    def work(self) -> None:
        import_string(self.rehearsal.work)(self.mark)

    def found(self) -> list[Any]:
        """The records that still carry the mark, as the app itself finds them."""
        return list(import_string(self.rehearsal.find)(self.mark))


def build_site() -> None:
    """An empty site, without the starter site's contents: forms need their own pages only."""
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    call_command("replay_ledger", verbosity=0, stdout=Silence())


class Silence:
    """A stream for what commands say."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return False


def rehearsed() -> list[ModelDeclaration]:
    """The declarations that bring a rehearsal."""
    return [one for one in registry.declarations() if one.rehearsal is not None]


def forms_left_out(filled: Iterable[str]) -> list[str]:
    """The public forms of the site that no rehearsal fills in: nothing is proved about them."""
    waiting: list[Any] = [import_string(PUBLIC_FORM)]
    found: set[str] = set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if slug := getattr(kind, "slug", ""):
            found.add(slug)
    return sorted(found - set(filled))


def undeclared_keys() -> list[str]:
    """The keys in JSON columns that are classified by key and do not name them."""
    found: set[str] = set()
    for declaration in registry.declarations():
        for name, column in declaration.columns.items():
            if not isinstance(column, JsonKeys) or "*" in column.keys:
                continue
            rows = registry.model_of(declaration)._base_manager.order_by()
            for value in rows.values_list(name, flat=True).iterator(500):
                for one in value if isinstance(value, list) else [value]:
                    unknown = set(one or {}) - set(column.keys)
                    found |= {f"{declaration.model}.{name}: {key}" for key in unknown}
    return sorted(found)


def stand_ins() -> list[StandInMaker]:
    """The makers of the processors' stand-ins, each once."""
    names = {
        one.rehearsal.stand_in for one in rehearsed() if one.rehearsal and one.rehearsal.stand_in
    }
    return [import_string(name) for name in sorted(names)]


def cast_people(make_visitor: Callable[[], Visitor]) -> list[Person]:
    """Two people for each rehearsal: one waits for the date, one asks to be erased."""
    return [
        Person(new_mark(), declaration, asks, make_visitor())
        for declaration in rehearsed()
        for asks in (False, True)
    ]


def colleague() -> Any:
    """The member of staff who works on what the rehearsal has planted."""
    users: Any = get_user_model()
    user, _made = users.objects.get_or_create(
        email="rehearsal@example.com", defaults={"first_name": "Camille", "last_name": "Martin"}
    )
    return user
