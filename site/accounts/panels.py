"""The panels every home has, and the Administration's own."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

from accounts import duties
from accounts.asking import Asked
from accounts.home import Home, Panel, register_panel
from accounts.queries import staff_figures
from outbox.models import Delivery, State
from privacy.rights.queries import ANSWER, standing
from privacy.rights.queries import waiting as waiting_requests

CSS = ("accounts/home.css",)


def shortcuts(home: Home) -> Mapping[str, Any] | None:
    links = home.links("shortcuts")
    return {"links": links} if links else None


def first_steps(home: Home) -> Mapping[str, Any] | None:
    """What is left to do to begin with; gone once everything is done."""
    steps = home.links("first_steps")
    if not steps or all(step.done for step in steps):
        return None
    return {"steps": steps, "done": sum(step.done for step in steps)}


def waiting(home: Home) -> Mapping[str, Any] | None:
    """What waits for this person; said too when nothing does."""
    if not duties.is_asked(home, broken=False):
        return None
    return {"lines": duties.lines(home, broken=False)}


def broken(home: Home) -> Mapping[str, Any] | None:
    """What needs to be put right; no panel when nothing does."""
    lines = duties.lines(home, broken=True)
    return {"lines": lines} if lines else None


def abilities(home: Home) -> Mapping[str, Any] | None:
    return {"roles": home.roles} if home.roles else None


def staff_asked(home: Home) -> dict[str, Asked]:
    return {f"staff {name}": Asked(rows) for name, rows in staff_figures().items()}


def staff(home: Home) -> Mapping[str, Any]:
    return {"figures": {name: home.number(f"staff {name}") for name in staff_figures()}}


def data_protection(home: Home) -> Mapping[str, Any]:
    """What waits for the DPO; the desk has the rest."""
    return {"standing": standing()}


for roles, url in ((("administration",), "outbox:index"), (("marketing", "rh"), "")):
    # Who may not open the outbox is told all the same: a message they wrote may be among them.
    duties.register_duty(
        duties.Duty(
            f"outbox.set_aside.{roles[0]}",
            label=lambda number: ngettext(
                "%(number)s message or task was set aside and waits for Administration",
                "%(number)s messages or tasks were set aside and wait for Administration",
                number,
            ),
            rows=lambda user: Delivery.objects.filter(state=State.SET_ASIDE),
            url=url,
            query="state=set_aside" if url else "",
            broken=True,
            roles=roles,
            order=40,
        )
    )

duties.register_duty(
    duties.Duty(
        "rights.requests",
        label=lambda number: ngettext(
            "%(number)s person waits for an answer about their data",
            "%(number)s persons wait for an answer about their data",
            number,
        ),
        rows=lambda user: waiting_requests(),
        url="privacy_requests:index",
        roles=("dpo",),
        permission=ANSWER,
        order=10,
    )
)

register_panel(
    Panel("accounts.shortcuts", "accounts/home/shortcuts.html", shortcuts, order=10, css=CSS)
)
register_panel(
    Panel("accounts.first_steps", "accounts/home/first_steps.html", first_steps, order=20)
)
register_panel(Panel("accounts.broken", "accounts/home/broken.html", broken, order=5, css=CSS))
register_panel(
    Panel(
        "accounts.waiting",
        "accounts/home/waiting.html",
        waiting,
        asks=duties.asked,
        order=8,
        css=CSS,
    )
)
register_panel(
    Panel(
        "accounts.staff",
        "accounts/home/staff.html",
        staff,
        asks=staff_asked,
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
