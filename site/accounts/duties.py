"""What waits for somebody, and what is broken: the registry behind two panels of the admin home.

An app adds a line from its `roles.py`:

    register_duty(
        Duty(
            "leads.unread",
            label=lambda number: ngettext("%(number)s unread lead", "%(number)s unread leads", number),
            rows=lambda user: unread_people(),
            url="leads:index",
            query="unread=on",
            permission="leads.work",
        )
    )

A line is shown while there is at least one row. All are counted by one query.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet
from django.urls import reverse

from accounts.asking import Asked
from accounts.home import Home


@dataclass(frozen=True)
class Duty:
    """A line of the home.

    `label`: the words for a number of rows, with %(number)s in them: it comes grouped (“1,000”). `rows`:
    what is counted for this person, or None when it is not for them. `url`, `query`: where one deals
    with it. `broken`: whether something is wrong rather than waiting. `roles`, `permission`: who sees it.
    """

    name: str
    label: Callable[[int], Any]
    rows: Callable[[Any], "QuerySet[Any] | None"]
    url: str = ""
    query: str = ""
    broken: bool = False
    roles: Sequence[str] = ()
    permission: str = ""
    order: int = 100

    @property
    def address(self) -> str:
        """Where it leads; empty where there is nothing this person could do."""
        return reverse(self.url) + (f"?{self.query}" if self.query else "") if self.url else ""


_duties: dict[str, Duty] = {}


def register_duty(duty: Duty) -> None:
    """Add a line. Raises ValueError when two have the same name."""
    if duty.name in _duties:
        raise ValueError(f"Two duties are called {duty.name!r}.")
    _duties[duty.name] = duty


@dataclass(frozen=True)
class ShownDuty:
    """A line as this person sees it."""

    text: str
    url: str


def asked(home: Home) -> dict[str, Asked]:
    """What is counted for this person's home."""
    slugs = {role.slug for role in home.roles}
    questions = {}
    for duty in _duties.values():
        if duty.roles and not home.user.is_superuser and not slugs.intersection(duty.roles):
            continue
        if duty.permission and not home.user.has_perm(duty.permission):
            continue
        rows = duty.rows(home.user)
        if rows is not None:
            questions[f"duty {duty.name}"] = Asked(rows)
    return questions


def lines(home: Home, *, broken: bool) -> list[ShownDuty]:
    """The lines with something in them, in order."""
    return [
        ShownDuty(str(duty.label(number)) % {"number": intcomma(number)}, duty.address)
        for duty in _in_order(_duties.values())
        if duty.broken is broken and (number := home.number(f"duty {duty.name}"))
    ]


def is_asked(home: Home, *, broken: bool) -> bool:
    """Whether anything of the kind may ever wait for this person."""
    numbers: Mapping[str, Any] = home.numbers
    return any(f"duty {duty.name}" in numbers for duty in _duties.values() if duty.broken is broken)


def _in_order(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: (duty.order, duty.name))
