"""The register's place in the admin: one menu entry, each screen behind its own permission."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from .admin.base import SEE_JOURNAL, SEE_RUNS, SHORTEN
from .admin.desk import DeskView
from .admin.journal import JournalView
from .admin.register import ExportView, RegisterOfActivitiesView
from .admin.retention import LengthsView, ShortenView
from .admin.runs import ReleaseView, RunsView
from .breaches.viewsets import BreachesViewSet
from .menu import shown_with
from .rights.viewsets import RequestsViewSet, TemplatesViewSet


class DeskViewSet(ViewSet):
    name = "privacy_desk"
    url_prefix = "privacy/desk"
    icon = "lock"
    menu_label = _("Data protection")
    menu_item_class = shown_with(SEE_RUNS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", DeskView.as_view(), name="index")]


class RegisterViewSet(ViewSet):
    name = "privacy_register"
    url_prefix = "privacy/register"
    icon = "list-ul"
    menu_label = _("Register of activities")
    menu_item_class = shown_with(SEE_RUNS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", RegisterOfActivitiesView.as_view(), name="index"),
            path("export/", ExportView.as_view(), name="export"),
        ]


class RunsViewSet(ViewSet):
    name = "privacy_runs"
    url_prefix = "privacy/erasure"
    icon = "bin"
    menu_label = _("Erasure")
    menu_item_class = shown_with(SEE_RUNS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", RunsView.as_view(), name="index"),
            path("<int:pk>/release/", ReleaseView.as_view(), name="release"),
        ]


class RetentionViewSet(ViewSet):
    name = "privacy_retention"
    url_prefix = "privacy/retention"
    icon = "history"
    menu_label = _("How long data are kept")
    menu_item_class = shown_with(SHORTEN)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", LengthsView.as_view(), name="index"),
            path("<slug:slug>/", ShortenView.as_view(), name="shorten"),
        ]


class JournalViewSet(ViewSet):
    name = "privacy_journal"
    url_prefix = "privacy/journal"
    icon = "view"
    menu_label = _("Access journal")
    menu_item_class = shown_with(SEE_JOURNAL)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", JournalView.as_view(), name="index"),
            path("results/", JournalView.as_view(results_only=True), name="index_results"),
        ]


class PrivacyGroup(ViewSetGroup):
    """The entry “Personal data”; other screens of the register join `items`."""

    menu_label = _("Personal data")
    menu_icon = "lock"
    menu_order = 8400
    items = (
        DeskViewSet(),
        RequestsViewSet(),
        RunsViewSet(),
        RetentionViewSet(),
        RegisterViewSet(),
        BreachesViewSet(),
        JournalViewSet(),
        TemplatesViewSet(),
    )


@hooks.register("register_admin_viewset")
def privacy_viewsets() -> PrivacyGroup:
    return PrivacyGroup()


@hooks.register("register_permissions")
def privacy_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        Q(codename__in=["view_erasurerun", "release_brake", "view_journalentry"])
        | Q(codename="change_retentionlength"),
        content_type__app_label="privacy",
    )
