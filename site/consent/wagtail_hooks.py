"""The screens about trackers in the admin: one menu entry, each screen behind its own permission."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from consent.admin import views
from privacy.menu import shown_with


class ServicesViewSet(ViewSet):
    name = "consent_services"
    url_prefix = "trackers/services"
    icon = "view"
    menu_label = _("Services")
    menu_item_class = shown_with(views.VIEW)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.ServicesView.as_view(), name="index"),
            path("<slug:slug>/", views.ServiceView.as_view(), name="edit"),
        ]


class GroupsViewSet(ViewSet):
    name = "consent_groups"
    url_prefix = "trackers/groups"
    icon = "list-ul"
    menu_label = _("Groups and cookies")
    menu_item_class = shown_with(views.VIEW)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", views.GroupsView.as_view(), name="index")]


class KeptAwayViewSet(ViewSet):
    name = "consent_kept_away"
    url_prefix = "trackers/undeclared"
    icon = "warning"
    menu_label = _("Undeclared trackers")
    menu_item_class = shown_with(views.SEE_KEPT_AWAY)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.KeptAwayView.as_view(), name="index"),
            path("<int:pk>/forget/", views.ForgetView.as_view(), name="forget"),
        ]


class VersionsViewSet(ViewSet):
    name = "consent_versions"
    url_prefix = "trackers/panel"
    icon = "history"
    menu_label = _("Versions of the panel")
    menu_item_class = shown_with(views.SEE_VERSIONS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.VersionsView.as_view(), name="index"),
            path("<int:number>/", views.VersionView.as_view(), name="version"),
            path("picture/<int:pk>/", views.PictureView.as_view(), name="picture"),
        ]


class ReceiptsViewSet(ViewSet):
    name = "consent_receipts"
    url_prefix = "trackers/receipts"
    icon = "check"
    menu_label = _("Receipts of choices")
    menu_item_class = shown_with(views.SEE_RECEIPTS)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", views.ReceiptsView.as_view(), name="index")]


class TrackersGroup(ViewSetGroup):
    """The entry “Trackers”."""

    menu_label = _("Trackers")
    menu_icon = "view"
    menu_order = 8300
    items = (
        ServicesViewSet(),
        KeptAwayViewSet(),
        GroupsViewSet(),
        VersionsViewSet(),
        ReceiptsViewSet(),
    )


@hooks.register("register_admin_viewset")
def consent_viewsets() -> TrackersGroup:
    return TrackersGroup()


@hooks.register("register_permissions")
def consent_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="consent",
        codename__in=[
            "view_activation",
            "change_activation",
            "view_undeclaredtracker",
            "delete_undeclaredtracker",
            "view_panelversion",
            "view_receipt",
        ],
    )
