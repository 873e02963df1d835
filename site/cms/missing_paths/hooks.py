"""The list of missing addresses in the admin: beside the redirects."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views

patterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("fold/", views.FoldView.as_view(), name="fold"),
    path("<int:pk>/", views.TargetView.as_view(), name="target"),
    path("<int:pk>/suggested/", views.SuggestedView.as_view(), name="suggested"),
    path("<int:pk>/ignore/", views.ActView.as_view(), {"act": "ignore"}, name="ignore"),
    path("<int:pk>/take-back/", views.ActView.as_view(), {"act": "take_back"}, name="take_back"),
    path("<int:pk>/forget/", views.ActView.as_view(), {"act": "forget"}, name="forget"),
]


class MissingPathsMenuItem(MenuItem):
    """Shown to those who may look."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request.user)


@hooks.register("register_admin_urls")
def missing_paths_urls() -> list[URLResolver]:
    return [path("missing-paths/", include((patterns, "missing_paths"), namespace="missing_paths"))]


@hooks.register("register_settings_menu_item")
def missing_paths_menu_item() -> MenuItem:
    # Right after Wagtail's redirects (800).
    return MissingPathsMenuItem(
        _("Pages not found"),
        reverse("missing_paths:index"),
        name="missing-paths",
        icon_name="warning",
        order=801,
    )


@hooks.register("register_permissions")
def missing_paths_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="cms", codename__in=["view_missingpath", "change_missingpath"]
    )
