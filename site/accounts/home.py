"""The admin home: each role sees its own panels, and only those.

An app adds a panel from its `roles.py`:

    from accounts.home import Panel, register_panel

    register_panel(
        Panel(name="careers.to_read", template="careers/home/to_read.html", context=to_read, roles=("rh",))
    )

What a panel wants to count or list it asks for (`asks`, `lists`); all panels are answered by two queries.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from laces.components import Component

from accounts.asking import NOTHING, Asked, Counted, Line, count_together, list_together
from accounts.declarations import Link, Role
from accounts.links import Places, ShownLink, asked_by, shown
from accounts.queries import roles_in


class Home:
    """The home of one person while it is made: who they are, and what the panels asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = request.user
        self.numbers: Mapping[str, Counted] = {}
        self.lists: Mapping[str, list[Line]] = {}

    @cached_property
    def roles(self) -> list[Role]:
        return roles_in(self.request)

    def declared(self, kind: str) -> list[Link]:
        """The shortcuts or first steps of all their roles together."""
        return [link for role in self.roles for link in getattr(role.grant, kind)]

    @cached_property
    def places(self) -> Places:
        return Places([*self.declared("shortcuts"), *self.declared("first_steps")], self.user)

    def links(self, kind: str) -> list[ShownLink]:
        """The links this person may follow, in order, each once."""
        return shown(self.declared(kind), self.user, self.places, self.numbers)

    def number(self, name: str) -> int:
        return self.numbers.get(name, NOTHING).number


def nothing(home: Home) -> dict[str, Any]:
    """A panel that asks for nothing."""
    return {}


@dataclass(frozen=True)
class Panel:
    """A part of the home.

    `roles`: the slugs of the roles that see it (none: everybody). `permission`: demanded as well.
    `asks`, `lists`: what it wants counted and listed, by name. `context`: gives the template's variables
    from the home with the answers in it, or None to leave the panel out (nothing to say). `order`: its
    place; the built-in ones are at 10 (shortcuts), 20 (first steps), 900 (what I can do).
    """

    name: str
    template: str
    context: Callable[[Home], Mapping[str, Any] | None]
    asks: Callable[[Home], Mapping[str, Asked]] = nothing
    lists: Callable[[Home], Mapping[str, "QuerySet[Any, Any]"]] = nothing
    roles: Sequence[str] = ()
    permission: str = ""
    order: int = 100
    css: Sequence[str] = ()


_panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Add a panel to the home. Raises ValueError when two have the same name."""
    if panel.name in _panels:
        raise ValueError(f"Two home panels are called {panel.name!r}.")
    _panels[panel.name] = panel


class HomePanel(Component):
    """A panel, as Wagtail's home draws it."""

    def __init__(self, panel: Panel, context: Mapping[str, Any]) -> None:
        self.panel = panel
        self.order = panel.order
        self.template_name = panel.template
        self._context = context

    @property
    def media(self) -> Media:
        return Media(css={"all": list(self.panel.css)})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        return {**self._context, "request": request}


def panels_for(request: HttpRequest) -> list[HomePanel]:
    """The panels this person's home is made of, in order. A rescue superuser sees all of them."""
    home = Home(request)
    slugs = {role.slug for role in home.roles}
    seen = [
        panel
        for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))
        if (not panel.roles or home.user.is_superuser or slugs.intersection(panel.roles))
        and (not panel.permission or home.user.has_perm(panel.permission))
    ]
    asked: dict[str, Asked] = {}
    listed: dict[str, QuerySet[Any, Any]] = {}
    for panel in seen:
        asked |= panel.asks(home)
        listed |= panel.lists(home)
    home.numbers = count_together({**asked, **asked_by(home.declared("first_steps"), home.user)})
    home.lists = list_together(listed)
    contexts = ((panel, panel.context(home)) for panel in seen)
    return [HomePanel(panel, context) for panel, context in contexts if context is not None]
