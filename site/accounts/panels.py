"""The panels every home has, and the Administration's own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.home import Panel, all_links, register_panel, shown
from accounts.queries import roles_of, staff_figures
from privacy.rights.queries import standing

CSS = ("accounts/home.css",)


def shortcuts(request: HttpRequest) -> Mapping[str, Any] | None:
    links = shown(all_links(roles_of(request.user), "shortcuts"), request.user)
    return {"links": links} if links else None


def first_steps(request: HttpRequest) -> Mapping[str, Any] | None:
    """What is left to do to begin with; gone once everything that can be ticked is."""
    steps = shown(all_links(roles_of(request.user), "first_steps"), request.user)
    if not steps or all(step.done for step in steps):
        return None
    return {"steps": steps, "done": sum(step.done for step in steps)}


def abilities(request: HttpRequest) -> Mapping[str, Any] | None:
    roles = roles_of(request.user)
    return {"roles": roles} if roles else None


def staff(request: HttpRequest) -> Mapping[str, Any]:
    return {"figures": staff_figures()}


def data_protection(request: HttpRequest) -> Mapping[str, Any]:
    """What waits for the DPO; the desk has the rest."""
    return {"standing": standing()}


register_panel(
    Panel("accounts.shortcuts", "accounts/home/shortcuts.html", shortcuts, order=10, css=CSS)
)
register_panel(
    Panel("accounts.first_steps", "accounts/home/first_steps.html", first_steps, order=20)
)
register_panel(
    Panel(
        "accounts.staff",
        "accounts/home/staff.html",
        staff,
        permission="accounts.change_user",
        order=50,
    )
)
register_panel(
    Panel(
        "accounts.data_protection",
        "accounts/home/data_protection.html",
        data_protection,
        roles=("dpo",),
        permission="rights.answer_subjectrequest",
        order=30,
    )
)
register_panel(Panel("accounts.abilities", "accounts/home/abilities.html", abilities, order=900))
