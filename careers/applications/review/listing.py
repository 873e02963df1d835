"""The list of applications: saved views, filters, oldest waiting first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from accounts.asking import Asked, Counted, count_for_lists, rows_until
from careers.applications.clock import Clock, clock_of, lengths_now
from careers.applications.models import Application, Opinion, PoolEntry
from careers.applications.review import access, saved
from careers.applications.review.base import closed
from careers.applications.review.filters import ORDER, ApplicationFilterSet, question, searched
from cms.long_lists import KeysFirst, Reading


class ErasureColumn(Column):
    """Days until the erasure, with a badge in the last thirty."""

    cell_template_name = "applications/review/erasure_cell.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lengths = lengths_now()

    def get_value(self, instance: Application) -> Clock:
        return clock_of(instance, lengths=self.lengths)


class FileColumn(TitleColumn):
    """The person or the reference, leading to the file inside the same filter."""

    def get_link_url(self, instance: Application, parent_context: Any) -> str:
        path = reverse("applications:file", args=[instance.pk])
        asked = question(parent_context["request"].GET)
        return f"{path}?{asked}" if asked else path


def in_charge(row: Application) -> str:
    return str(row.owner.get_full_name() or row.owner.email) if row.owner else "–"


def waiting(row: Application) -> str:
    return timesince(row.waiting_since, depth=1) if row.waiting_since else ""


def stage(row: Application) -> str:
    """The stage in words; and that its use is restricted, where it is."""
    words = str(row.get_stage_display())
    return f"{words} – {gettext('use restricted')}" if row.restricted_at else words


class ApplicationsView(generic.IndexView):
    """The applications this person may see."""

    model = Application
    page_title = _("Applications")
    header_icon = "user"
    index_url_name = "applications:index"
    index_results_url_name = "applications:index_results"
    template_name = "applications/review/index.html"
    results_template_name = "applications/review/index_results.html"
    filterset_class = ApplicationFilterSet
    is_searchable = True
    search_fields: tuple[str, ...] = ("reference",)
    default_ordering = ["waiting_since", "received_at", "pk"]
    paginate_by = 50
    paginator_class = KeysFirst
    numbers: dict[str, Counted]
    among: Any = None  # the list without the search

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.has_perm(access.REVIEW) or request.user.has_perm(access.INTERVIEW)):
            raise PermissionDenied
        return closed(super().dispatch(request, *args, **kwargs))

    def user_has_any_permission(self, permissions: Any) -> bool:
        return access.may_enter(self.request.user)

    @cached_property
    def is_hr(self) -> bool:
        return bool(self.request.user.has_perm(access.REVIEW))

    @cached_property
    def columns(self) -> list[Any]:
        found: list[Any] = []
        if self.is_hr:
            found.append(BulkActionsCheckboxColumn("bulk_actions", obj_type="application"))
        return [
            *found,
            FileColumn(
                "shown_name",
                label=_("Person"),
                get_url=None,
                url_name="applications:file",
                get_title_id=lambda row: f"application_{row.pk}_title",
            ),
            Column("offer_title", label=_("Offer"), accessor=lambda row: row.offer_title or "–"),
            Column("stage", label=_("Stage"), accessor=stage),
            Column("opinion_count", label=_("Opinions")),
            Column("waiting_since", label=_("Waiting since"), accessor=waiting),
            DateColumn("last_exchange", label=_("Last exchange")),
            ErasureColumn("erasure", label=_("Erasure")),
            Column("source", label=_("Came by"), accessor=lambda row: row.get_source_display()),
            Column("owner", label=_("In charge"), accessor=in_charge),
        ]

    def get_base_queryset(self) -> QuerySet[Application]:
        rows = saved.narrowed(
            access.visible_to(self.request.user), self.request.GET.get("view", "all")
        )
        opinions = Opinion.objects.filter(application=OuterRef("pk")).order_by()
        counted = opinions.values("application").annotate(number=Count("pk")).values("number")
        return rows.annotate(opinion_count=Coalesce(Subquery(counted), 0))

    def get_paginator(self, queryset: Any, *args: Any, **kwargs: Any) -> Any:
        """The query that counts the views counts the list and the pool too."""
        paginator = super().get_paginator(queryset, *args, **kwargs)
        reading = None
        if self.among is not None:
            search = partial(searched, words=self.search_query or "", read=True)
            reading = Reading(self.among, search)
        page = self.request.GET.get(self.page_kwarg) or "1"
        listed = f"list {question(self.request.GET)}"
        until = rows_until(page, paginator.per_page)
        asked = {listed: Asked(queryset, searched=reading, until=until)}
        if not self.results_only:
            pool = PoolEntry.objects.current().filter(restricted_at__isnull=True)
            asked |= saved.questions(access.visible_to(self.request.user)) | {"pool": Asked(pool)}
        self.numbers = count_for_lists(asked, place=f"applications {self.request.user.pk}")
        found = self.numbers[listed]
        paginator.count_to(found.number, more=found.more)
        if reading:
            paginator.reading = replace(reading, share=found.share, expected=found.expected)
        return paginator

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(*ORDER)

    def search_queryset(self, queryset: Any) -> Any:
        if not self.search_query:
            return queryset
        self.among = queryset
        return searched(queryset, self.search_query)

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.is_hr:
            return []
        return [
            HeaderButton(gettext("Enter a CV"), reverse("applications:enter"), icon_name="plus")
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        asked = question(self.request.GET)
        context |= {
            "is_hr": self.is_hr,
            "filter_query": asked,
            "here": reverse("applications:index") + (f"?{asked}" if asked else ""),
            "now": timezone.now(),
        }
        if not self.results_only:
            context["saved_views"] = [(view, self.numbers[view.slug]) for view in saved.VIEWS]
            context["pool"] = self.numbers["pool"]
            context["view_slug"] = self.request.GET.get("view", "all")
        return context
