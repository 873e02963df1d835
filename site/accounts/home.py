"""The admin home: each role sees its own panels, and only those.

An app adds a panel from its `roles.py`:

    from accounts.home import Panel, register_panel

    register_panel(
        Panel(name="careers.to_read", template="careers/home/to_read.html", context=to_read, roles=("rh",))
    )
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from laces.components import Component

from accounts.declarations import Link, Role
from accounts.queries import roles_of


@dataclass(frozen=True)
class Panel:
    """A part of the home.

    `roles`: the slugs of the roles that see it (none: everybody). `permission`: demanded as well.
    `context`: a function of the request that gives the template's variables, or None to leave the
    panel out (nothing to say). `order`: its place; the built-in ones are at 10 (shortcuts), 20
    (first steps), 210 to 250 (Wagtail's own), 900 (what I can do).
    """

    name: str
    template: str
    context: Callable[[HttpRequest], Mapping[str, Any] | None]
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
    user: Any = request.user
    slugs = {role.slug for role in roles_of(user)}
    found = []
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.name)):
        if panel.roles and not user.is_superuser and not slugs.intersection(panel.roles):
            continue
        if panel.permission and not user.has_perm(panel.permission):
            continue
        context = panel.context(request)
        if context is not None:
            found.append(HomePanel(panel, context))
    return found


@dataclass(frozen=True)
class ShownLink:
    """A link as this person sees it."""

    label: Any
    url: str
    help: Any
    icon: str
    done: bool


def shown(links: Sequence[Link], user: Any) -> list[ShownLink]:
    """The links this person may follow, in order, each once."""
    found: dict[str, ShownLink] = {}
    for link in sorted(links, key=lambda link: link.order):
        if link.permission and not user.has_perm(link.permission):
            continue
        url = _address(link, user)
        if url is not None and url not in found:
            done = bool(link.done and link.done(user))
            found[url] = ShownLink(link.label, url, link.help, link.icon, done)
    return list(found.values())


def _address(link: Link, user: Any) -> str | None:
    if callable(link.url):
        return link.url(user)
    try:
        return reverse(link.url)
    except NoReverseMatch:
        # A feature that is not installed here has no door to show.
        return None


def all_links(roles: Sequence[Role], kind: str) -> list[Link]:
    """The shortcuts or first steps of several roles together."""
    return [link for role in roles for link in getattr(role.grant, kind)]
