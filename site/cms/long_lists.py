"""Lists of the admin that stay quick with a hundred thousand rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Page
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.paginator import WagtailPaginator

from privacy.words_read import OFTEN, one_of

DEARER = 12  # to read a row costs so many times what it costs to bring one together with an index
FARTHEST = 2_000  # rows that are read for a page at most
FEW = 1_000  # rows that `Reading.few` is asked for at most


@dataclass(frozen=True)
class Reading:
    """How a page of a search is found where very many rows have its words: by reading the list.

    `among`: the list as it is filtered and sorted, without the search, where no two rows have the same
    place; `search`: leaves those of some rows that have the words, reading each (`privacy.words_read`);
    `few`: the list asked for in another way, if there is one that is quicker where few have the words;
    `share`: about how many of a thousand rows have them (0: not known, nothing is read), and `expected`
    of all, rather too many.
    """

    among: Any
    search: Callable[[Any], Any]
    few: Any = None
    share: int = 0
    expected: int = 0


class KeysFirst(WagtailPaginator):
    """Sorts keys alone, and takes whole rows for the page that is shown; one query.

    Otherwise the database carries every column of every row through the sorting, and computes for each
    of them what only the page's own rows show. Of a search whose words are common the page is read from
    the beginning of the list, since its index would first bring together all that have them; where they
    stand so late that too few were read, a second query reads farther, or asks the index.

    `more_than`: there are more rows than this, and nobody knows how many. `count` then leads one page
    farther; to show it they have to be counted (`accounts.asking.rows_until`).
    """

    reading: Reading | None = None
    more_than: int | None = None

    def count_to(self, number: int, *, more: bool) -> None:
        """Take the number that was counted already; `more`: there are more rows than that."""
        self.count = number + 1 if more else number
        self.more_than = number if more else None

    @cached_property
    def items_count_label(self) -> str:
        """As in "213 leads", "more than 1,000 leads"."""
        if self.more_than is None:
            label = str(super().items_count_label)
            return label.replace(str(self.count), intcomma(self.count), 1)
        return gettext("more than %(number)s %(things)s") % {
            "number": intcomma(self.more_than),
            "things": self.verbose_name_plural,
        }

    def page(self, number: Any) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        if not self.count:  # as is known already: a search that finds nothing has looked everywhere
            return self._get_page(self.object_list.none(), number, self)
        read = self._read(bottom)
        if read is None:
            read = self._with(self._by_index(), bottom)
        return self._get_page(read, number, self)

    def _by_index(self) -> Any:
        """The list, in the way in which the index finds it quicker."""
        are_few = self.more_than is None and self.count <= FEW
        if are_few and self.reading is not None and self.reading.few is not None:
            return self.reading.few
        return self.object_list

    def _with(self, found: Any, bottom: int) -> Any:
        keys = found.values("pk")[bottom : bottom + self.per_page]
        return shown_as(self.object_list).filter(one_of(keys))

    def _read(self, bottom: int) -> Any:
        """The page's rows; None where they are not all among those that are worth reading."""
        if self.reading is None or not self.reading.share:
            return None
        top = min(bottom + self.per_page, self.count)
        # Twice as far as needed if the words were spread evenly.
        far = max(2 * top * 1000 // self.reading.share, 2 * top)
        if far * DEARER > (self.reading.expected if self.more_than else self.count):
            return None
        tries = [far] if far <= FARTHEST else []
        if self.more_than and self.reading.share >= OFTEN:  # among these, however uneven they stand
            tries.append(FARTHEST)
        for rows in tries:
            near = self.reading.among.values("pk")[:rows]
            found = self.reading.search(shown_as(self.reading.among).filter(one_of(near)))
            page = self._with(found, bottom)
            if len(page) == top - bottom:
                return page
        return None


# What a queryset shows of its rows, and in which order; not which rows.
_SHOWN = ("annotations", "annotation_select_mask", "select_related", "deferred_loading")
_ORDER = ("order_by", "default_ordering", "standard_ordering", "extra_order_by")


def shown_as(rows: Any) -> Any:
    """Every row of the model, as the queryset `rows` shows its own: its keys were chosen already.

    The database would otherwise ask all conditions once more, and look up every word again. Columns
    that are added to the rows may be subqueries, and expressions of columns of the table itself.
    """
    whole = rows.model._base_manager.all()
    for name in (*_SHOWN, *_ORDER):
        setattr(whole.query, name, getattr(rows.query, name))
    return whole.prefetch_related(*rows._prefetch_related_lookups)
