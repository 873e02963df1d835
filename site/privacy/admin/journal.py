"""The access journal, to be read and filtered."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from ..models import JournalEntry


class JournalFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    action = django_filters.CharFilter(label=_("Action"), lookup_expr="icontains")
    reference = django_filters.CharFilter(label=_("Reference"), lookup_expr="icontains")

    class Meta:
        model = JournalEntry
        fields = ["at", "action", "reference"]


class JournalView(generic.IndexView):
    """Who did what to which reference, newest first."""

    model = JournalEntry
    page_title = _("Access journal")
    header_icon = "view"
    index_url_name = "privacy_journal:index"
    index_results_url_name = "privacy_journal:index_results"
    any_permission_required = ("view",)
    filterset_class = JournalFilterSet
    default_ordering = "-at"
    paginate_by = 50
    columns = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("actor", label=_("Who"), accessor=lambda entry: who(entry)),
        Column("action", label=_("Action"), sort_key="action"),
        Column("reference", label=_("Reference"), sort_key="reference"),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("actor")


def who(entry: JournalEntry) -> str:
    """The account's holder; its number once the account is gone; the site itself without one."""
    if entry.actor_id is None:
        return str(_("the site"))
    actor: Any = getattr(entry, "actor", None)
    return actor.get_full_name() if actor else f"#{entry.actor_id}"
