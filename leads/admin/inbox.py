"""The inbox: one list of people over all forms, languages and downloads."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views import generic

from accounts.asking import Asked, rows_until
from cms.long_lists import KeysFirst
from leads.admin.base import WORK, PrivateMixin, name_of
from leads.admin.filters import PersonFilterSet, as_read, matching
from leads.admin.views_of_inbox import View, count_list, count_views
from leads.models import Enquiry, Person, Status

# What belongs to the screen and not to what is filtered.
NOT_FILTERS = ("p", "ordering", "_w_filter_fragment", "_w_buttons_fragment")
# Thousands have the same status; theirs are sorted as its index has them.
THEN = {"status": ("-last_activity_at",), "-status": ("last_activity_at",)}


class PersonColumn(TitleColumn):
    """Name and address, with what is unread said in words as well."""

    cell_template_name = "leads/admin/person_cell.html"


class InboxView(PrivateMixin, generic.IndexView):
    """People, the latest activity first."""

    permission = WORK
    model = Person
    page_title = _("Leads")
    header_icon = "mail"
    index_url_name = "leads:index"
    index_results_url_name = "leads:index_results"
    template_name = "leads/admin/inbox.html"
    results_template_name = "leads/admin/inbox_results.html"
    any_permission_required = ("change",)
    filterset_class = PersonFilterSet
    # What is searched is decided in `search_queryset`; named here so that the field shows.
    search_fields = ("email",)
    default_ordering = "-last_activity_at"
    paginate_by = 30
    paginator_class = KeysFirst
    views: list[View]
    among: Any = None  # the list without the search

    @cached_property
    def columns(self) -> list[Any]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="person"),
            PersonColumn(
                "person",
                label=_("Person"),
                accessor=lambda person: f"{person.first_name} {person.last_name}".strip(),
                url_name="leads:detail",
                get_title_id=lambda person: f"person_{person.pk}_title",
                sort_key="last_name",
            ),
            Column(
                "company",
                label=pgettext_lazy("leads", "Company"),
                accessor=company_of,
                sort_key="domain",
            ),
            Column("latest", label=_("Last message"), accessor=latest_of),
            Column(
                "status",
                label=_("Status"),
                accessor=lambda person: person.get_status_display(),
                sort_key="status",
            ),
            Column(
                "owner",
                label=_("Followed by"),
                accessor=lambda person: name_of(person.owner) if person.owner else "–",
            ),
            Column("next", label=_("Next action"), accessor=action_of, sort_key="next_action_on"),
            Column(
                "last_activity_at",
                label=_("Activity"),
                accessor=lambda person: timesince(person.last_activity_at, depth=1),
                sort_key="last_activity_at",
            ),
        ]

    def get_base_queryset(self) -> "QuerySet[Person]":
        latest = Enquiry.objects.filter(person=OuterRef("pk")).order_by("-received_at", "-pk")
        rows: QuerySet[Person] = Person.objects.current().select_related("owner")
        if Status.SPAM not in self.request.GET.getlist("status"):
            rows = rows.exclude(status=Status.SPAM)
        return rows.annotate(
            latest_form=Subquery(latest.values("form_name")[:1]),
            latest_subject=Subquery(latest.values("subject")[:1]),
        )

    def order_queryset(self, queryset: "QuerySet[Person]") -> "QuerySet[Person]":
        """Nobody stands at two places, in the order of an index: a page begins where the last one ended."""
        last = "-pk" if self.ordering.startswith("-") else "pk"
        return queryset.order_by(self.ordering, *THEN.get(self.ordering, ()), last)

    def search_queryset(self, queryset: "QuerySet[Person]") -> "QuerySet[Person]":
        if not self.search_query:
            return queryset
        self.among = queryset
        return matching(queryset, self.search_query)

    @cached_property
    def filter_query(self) -> str:
        """The filters and words as they stand, without page and order: what a saved view keeps."""
        query: QueryDict = self.request.GET.copy()
        for name in NOT_FILTERS:
            query.pop(name, None)
        for name in [one for one in query if not any(query.getlist(one))]:
            query.pop(name)
        return query.urlencode()

    def get_paginator(self, queryset: Any, *args: Any, **kwargs: Any) -> KeysFirst:
        """The query that counts the views counts the list too."""
        paginator: KeysFirst = super().get_paginator(queryset, *args, **kwargs)
        reading = None
        if self.among is not None:
            reading = as_read(self.among, self.search_query or "")
        page = self.request.GET.get(self.page_kwarg) or "1"
        listed = Asked(queryset, searched=reading, until=rows_until(page, paginator.per_page))
        count = count_list if self.results_only else count_views
        counted = count(self.request, self.filter_query, listed)
        paginator.count_to(counted.listed.number, more=counted.listed.more)
        if reading:
            paginator.reading = replace(
                reading, share=counted.listed.share, expected=counted.listed.expected
            )
        self.views = counted.views
        return paginator

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["filter_query"] = self.filter_query
        context["here"] = reverse("leads:index") + (
            f"?{self.filter_query}" if self.filter_query else ""
        )
        context["can_export"] = self.request.user.has_perm("leads.export_person")
        context["export_kinds"] = ("xlsx", "csv")
        context["in_quarantine"] = self.request.GET.getlist("status") == [Status.SPAM]
        if not self.results_only:
            context["views"] = self.views
            context["can_save"] = bool(self.filter_query) and not any(
                view.current for view in self.views
            )
        return context


def company_of(person: Person) -> str:
    """What they said, else the domain."""
    return person.company or person.domain or "–"


def latest_of(person: Any) -> str:
    """Form and subject of the last message."""
    return " – ".join(filter(None, [person.latest_form, person.latest_subject])) or "–"


def action_of(person: Person) -> str:
    if not person.next_action and not person.next_action_on:
        return "–"
    day = date_format(person.next_action_on, "SHORT_DATE_FORMAT") if person.next_action_on else ""
    return " ".join(filter(None, [day, person.next_action]))
