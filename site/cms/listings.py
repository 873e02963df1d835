"""Lists with filters: what is chosen, what is counted, one page of what is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfItems
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from cms.closed_parts import open_to_all


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of items it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter of a list: a GET parameter and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def selected(self) -> str:
        return next((choice.value for choice in self.choices if choice.selected), "")


class Counted:
    """Rows whose number is known, for Django's paginator."""

    ordered = True

    def __init__(self, rows: "QuerySet[Any, Any]", number: int) -> None:
        self.rows, self.number = rows, number

    def __len__(self) -> int:
        return self.number

    def count(self) -> int:
        return self.number

    def __getitem__(self, part: slice) -> "QuerySet[Any, Any]":
        return self.rows[part]


@dataclass(frozen=True)
class Listing:
    """What a list page shows."""

    items: PageOfItems[Any]
    filters: tuple[Filter, ...]

    @property
    def total(self) -> int:
        return self.items.paginator.count

    @property
    def filtered(self) -> bool:
        return any(one.selected for one in self.filters)

    @property
    def query(self) -> str:
        """The chosen filters as they stand in an address, without the page number."""
        return urlencode({one.name: one.selected for one in self.filters if one.selected})


def filter_of(
    name: str,
    label: str,
    values: Iterable[tuple[str, str, int]],
    chosen: str,
    everything: str,
    *,
    total: int | None = None,
) -> Filter:
    """A filter of these (value, label, count); what would leave nothing is offered only if chosen.

    `everything`: the words for no choice. `total`: how many items that leaves, when it is not the sum.
    """
    rows = [row for row in values if row[2] or (chosen and row[0] == chosen)]
    known = chosen if chosen in {value for value, _label, _count in rows} else ""
    whole = sum(row[2] for row in rows) if total is None else total
    choices = [Choice("", everything, whole, not known)]
    choices += [Choice(value, text, count, value == known) for value, text, count in rows]
    return Filter(name, label, tuple(choices))


def below(page: Page, pages: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of `pages`, all of one type, that are published below `page` and open to its readers.

    Asked so that their own table leads, however many pages of other types there are: of articles its
    index has the order of the list, and the few stories or offers are not looked for among all pages.
    """
    published = open_to_all(Page.objects.live().child_of(page), among=page.path)
    return pages.filter(Exists(published.filter(pk=OuterRef("pk"))))
