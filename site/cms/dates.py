"""The registry of what has a date: pages, and what careers and the newsletter add, for one calendar.

    register_dates(Source("newsletter.issues", _("Newsletter"), find=issues_between))

`find(user, start, end)` gives what this person may see between two moments, with a fixed number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise


class State(Enum):
    """Whether it is to come, has been, or did not happen as it should."""

    PLANNED = "planned"
    DONE = "done"
    BROKEN = "broken"


@dataclass(frozen=True)
class Dated:
    """One thing on the calendar. `what`: what happens then, in words. `note`: why it is broken.

    `key`: what its source moves it by; empty for what is moved elsewhere, or not at all. `by_day`: a
    whole day is meant, its hour is none.
    `page`: with its language read, where the list is to lead to its other languages.
    """

    at: datetime
    what: "str | _StrPromise"
    title: str
    url: str
    language: str
    state: State = State.PLANNED
    note: "str | _StrPromise" = ""
    key: str = ""
    by_day: bool = False
    page: Any = None


class CannotMove(Exception):
    """Why not, as sentences for the person who tried."""

    def __init__(self, *sentences: "str | _StrPromise") -> None:
        super().__init__("; ".join(str(one) for one in sentences))
        self.sentences = [str(one) for one in sentences]


@dataclass(frozen=True)
class Rows:
    """Things to come, as rows that can be asked for together with those of other sources.

    `rows`: values named line_pk, line_title, line_language and line_at. `url`: where a row leads, from
    its primary key as text.
    """

    what: "str | _StrPromise"
    rows: "QuerySet[Any, Any]"
    url: Callable[[str], str]


Find = Callable[[Any, datetime, datetime], Iterable[Dated]]
Move = Callable[[Any, str, datetime], None]
Coming = Callable[[Any, datetime, datetime], Iterable[Rows]]


@dataclass(frozen=True)
class Source:
    """Where things with a date come from. `name`: also the value of the calendar's filter.

    `move(user, key, at)` sets another moment, or raises CannotMove or PermissionDenied. `coming`: what
    is still to happen between two moments, as far as this person may see it, for the admin home.
    """

    name: str
    label: "str | _StrPromise"
    find: Find
    move: Move | None = None
    coming: Coming | None = None


_sources: dict[str, Source] = {}


def register_dates(source: Source) -> None:
    """Add a source. Raises ValueError when two have the same name."""
    if source.name in _sources:
        raise ValueError(f"Two sources of dates are called {source.name!r}.")
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())
