"""A language among the filters of Wagtail's own lists that hold pages and have none.

The explorer, the lists of pieces, the old and the locked pages and the use of page types have one of
Wagtail's own.
"""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.search import SearchView, page_filter_search
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
    WorkflowTasksView,
    WorkflowView,
)
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.views import IndexView as RedirectsView
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.contrib.search_promotions.views.settings import IndexView as PromotionsView
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, PageLogEntry
from wagtail.snippets.models import get_snippet_models

from cms.list_filters import EVERYTHING
from cms.redirects.addresses import in_language


def language_filter() -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=_("Language"),
        choices=lambda: list(get_content_languages().items()),
        empty_label=EVERYTHING[1],
        widget=RadioSelect,
        method="by_language",
    )


def _keys(model: Any, language: str) -> Any:
    """The keys of what is in this language, as the columns of any kind of object keep them."""
    found = model._default_manager.filter(locale__language_code=language).order_by()
    return found.values_list(Cast("pk", CharField()), flat=True)


def _in_language(language: str, field: str = "") -> Q:
    """What a column `content_type` and a column `object_id` lead to, in this language."""
    page_type = ContentType.objects.get_for_model(Page)
    wanted = Q(
        **{
            f"{field}base_content_type": page_type,
            f"{field}object_id__in": _keys(Page, language),
        }
    )
    return wanted


class WorkflowFilterSet(WorkflowReportFilterSet):
    language = language_filter()

    def by_language(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(_in_language(value))

    class Meta(WorkflowReportFilterSet.Meta):
        pass


class TasksFilterSet(WorkflowTasksReportFilterSet):
    language = language_filter()

    def by_language(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(_in_language(value, "workflow_state__"))

    class Meta(WorkflowTasksReportFilterSet.Meta):
        pass


class HistoryFilterSet(SiteHistoryReportFilterSet):
    """What happened to pages and pieces that are still there; what is gone is in no language."""

    language = language_filter()

    def by_language(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if queryset.model is PageLogEntry:
            return queryset.filter(page__locale__language_code=value)
        wanted = Q(pk__in=())
        for model in get_snippet_models():
            if hasattr(model, "locale"):
                kind = ContentType.objects.get_for_model(model)
                wanted |= Q(content_type=kind, object_id__in=_keys(model, value))
        return queryset.filter(wanted)

    class Meta(SiteHistoryReportFilterSet.Meta):
        pass


class RedirectsFilterSet(RedirectsReportFilterSet):
    """By the language of the page that is led to, else of the old address."""

    language = language_filter()

    def by_language(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(
            Q(redirect_page__locale__language_code=value)
            | Q(redirect_page=None) & in_language("old_path", value)
        )

    class Meta(RedirectsReportFilterSet.Meta):
        pass


class PromotionsFilterSet(WagtailFilterSet):
    """By the language of the pages that are promoted."""

    language = language_filter()

    def by_language(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        promoted = SearchPromotion.objects.filter(page__locale__language_code=value)
        return queryset.filter(pk__in=promoted.values("query_id"))

    class Meta:
        model = Query
        fields: list[str] = []


class FoundFilterSet(WagtailFilterSet):
    class Meta:
        model = Page
        fields: list[str] = []


class LanguageSearchView(SearchView):
    """The admin's search of pages, within one language when that is wanted."""

    filterset_class = FoundFilterSet

    def get_queryset(self) -> Any:
        allowed = self.permission_policy.explorable_instances(self.request.user)
        every = Page.objects.filter(pk__in=allowed.values_list("pk", flat=True))
        self.all_pages = self.filter_queryset(every)
        pages = self.all_pages.select_related("locale")
        if self.ordering:
            pages = pages.order_by(self.ordering)
        if self.selected_content_type:
            pages = pages.filter(content_type=self.selected_content_type)
        pages, self.all_pages = page_filter_search(
            self.search_query, self.annotate_queryset(pages), self.all_pages, self.ordering
        )
        if pages.supports_facet:
            self.content_types = [
                (ContentType.objects.get_for_id(key), number)
                for key, number in self.all_pages.facet("content_type_id").items()
            ]
        return pages


def give_language_filters() -> None:
    """Wagtail has no setting for these; each view asks its class."""
    WorkflowView.filterset_class = WorkflowFilterSet
    WorkflowTasksView.filterset_class = TasksFilterSet
    LogEntriesView.filterset_class = HistoryFilterSet
    RedirectsView.filterset_class = RedirectsFilterSet
    PromotionsView.filterset_class = PromotionsFilterSet
