"""The registry of what is counted for a campaign, and of what a page's own address says about one.

    register_counts(Source("leads", series=[Series("enquiry", _("Enquiries"))], count=by_day))

`count(asked)` gives numbers by series and day, with one query. No number leads
to a person: a campaign is counted by the name in a link only for visitors who agreed to be measured, and by
the page where a form stands for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Asked:
    """A campaign by its name in links and the paths of its pages, between two days, both included."""

    name: str
    paths: frozenset[str]
    start: date
    end: date


Count = Callable[[Asked], Mapping[str, Mapping[date, int]]]
# Where those who are counted stand in a list, for this person and campaign; empty when they may not.
Listed = Callable[[Any, str], str]


@dataclass(frozen=True)
class Series:
    """One thing that is counted. `note`: what the number holds, in a sentence."""

    key: str
    label: "str | _StrPromise"
    note: "str | _StrPromise" = ""
    listed: Listed | None = None


@dataclass(frozen=True)
class Source:
    """Where numbers come from: one or several series, by their keys."""

    name: str
    series: Sequence[Series]
    count: Count


@dataclass(frozen=True)
class Keeper:
    """Whoever keeps the campaigns: the one of a page's path today, and the paths of one."""

    name_at: Callable[[str], str]
    paths_of: Callable[[str], frozenset[str]]


_sources: dict[str, Source] = {}
_keepers: list[Keeper] = []


def register_counts(source: Source) -> None:
    """Add a source. Raises ValueError when two have the same name."""
    if source.name in _sources:
        raise ValueError(f"Two sources of counts are called {source.name!r}.")
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def register_keeper(keeper: Keeper) -> None:
    _keepers.append(keeper)


def name_at(path: str) -> str:
    """The campaign under way whose page this is; empty for all other pages."""
    return next((name for one in _keepers if (name := one.name_at(path))), "")


def paths_of(name: str) -> frozenset[str]:
    """The paths of the pages of a campaign."""
    return frozenset().union(*(one.paths_of(name) for one in _keepers))
