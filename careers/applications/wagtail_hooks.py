"""Applications in the admin: one menu entry, each screen behind its own permission."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from careers.applications.review import (
    acts,
    board,
    bulk,
    entering,
    export,
    file,
    listing,
    papers,
    pool,
    statistics,
)
from careers.applications.review.access import ANSWER, INTERVIEW, REVIEW


class ApplicationsMenuItem(MenuItem):
    """Shown to those who review applications."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(REVIEW) or request.user.has_perm(INTERVIEW))


class ApplicationsViewSet(ViewSet):
    """The addresses below /admin/applications/."""

    name = "applications"
    icon = "user"
    menu_label = _("Applications")
    menu_order = 250
    add_to_admin_menu = True
    menu_item_class = ApplicationsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        index = listing.ApplicationsView
        return [
            path("", index.as_view(), name="index"),
            path("results/", index.as_view(results_only=True), name="index_results"),
            path("export/", export.ExportView.as_view(), name="export"),
            path("board/", board.BoardView.as_view(), name="board"),
            path("statistics/", statistics.StatisticsView.as_view(), name="statistics"),
            path("pool/", pool.PoolView.as_view(), name="pool"),
            path("pool/<int:pk>/original/", pool.PoolOriginalView.as_view(), name="pool_original"),
            path("requests/", pool.RequestsView.as_view(), name="requests"),
            path("enter/", entering.EnterView.as_view(), name="enter"),
            path("readers/", entering.ReadersListView.as_view(), name="readers"),
            path("readers/<int:pk>/", entering.ReadersView.as_view(), name="offer_readers"),
            path("templates/", entering.TemplatesView.as_view(), name="templates"),
            path("templates/new/", entering.TemplateView.as_view(), name="new_template"),
            path("templates/<int:pk>/", entering.TemplateView.as_view(), name="template"),
            path("<int:pk>/", file.FileView.as_view(), name="file"),
            path("<int:pk>/page/<int:number>/", papers.PageImageView.as_view(), name="page_image"),
            path("<int:pk>/archive/", papers.ArchiveView.as_view(), name="archive"),
            path("<int:pk>/original/", papers.OriginalView.as_view(), name="original"),
            path(
                "<int:pk>/attachment/<int:attachment>/",
                papers.AttachmentView.as_view(),
                name="attachment",
            ),
            path("<int:pk>/move/", acts.MoveView.as_view(), name="move"),
            path("<int:pk>/assign/", acts.AssignView.as_view(), name="assign"),
            path("<int:pk>/note/", acts.NoteView.as_view(), name="note"),
            path("<int:pk>/opinion/", acts.OpinionView.as_view(), name="opinion"),
            path("<int:pk>/log/", acts.LogView.as_view(), name="log"),
            path("<int:pk>/slot/", acts.SlotView.as_view(), name="slot"),
            path("<int:pk>/write/", acts.WriteView.as_view(), name="write"),
            path("<int:pk>/refuse/", acts.RefuseView.as_view(), name="refuse"),
            path("<int:pk>/cancel/<int:exchange>/", acts.CancelView.as_view(), name="cancel"),
            path("<int:pk>/release/", acts.ReleaseView.as_view(), name="release"),
            path("<int:pk>/erase/", acts.EraseView.as_view(), name="erase"),
        ]


@hooks.register("register_admin_viewset")
def applications_viewset() -> ApplicationsViewSet:
    return ApplicationsViewSet()


class InsideRequestsMenuItem(MenuItem):
    """Shown to the DPO, who comes to applications by a person's request only."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(ANSWER) and not request.user.has_perm(REVIEW))


@hooks.register("register_admin_menu_item")
def inside_requests() -> MenuItem:
    return InsideRequestsMenuItem(
        _("Applications"), reverse_lazy("applications:requests"), icon_name="user", order=251
    )


@hooks.register("register_permissions")
def applications_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="applications",
        codename__in=["review_application", "interview_application"],
    )


for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)
