"""Lists of the admin that stay quick with a hundred thousand rows."""

from typing import Any

from django.core.paginator import Page
from wagtail.admin.paginator import WagtailPaginator


class KeysFirst(WagtailPaginator):
    """Sorts keys alone, and takes whole rows for the page that is shown; one query.

    Otherwise the database carries every column of every row through the sorting, and computes for each
    of them what only the page's own rows show.
    """

    def page(self, number: Any) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        rows: Any = self.object_list
        if not self.count:  # as is known already: a search that finds nothing has looked everywhere
            return self._get_page(rows.none(), number, self)
        keys = rows.values("pk")[bottom : bottom + self.per_page]
        return self._get_page(shown_as(rows).filter(pk__in=keys), number, self)


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
