"""The outbox in the admin: one menu entry, one screen, two permissions."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from outbox import bulk_actions, views


class OutboxMenuItem(MenuItem):
    """Shown to those who may look."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request.user)


class OutboxViewSet(ViewSet):
    """The addresses below /admin/outbox/."""

    name = "outbox"
    icon = "mail"
    menu_label = _("Outbox")
    menu_order = 8500
    add_to_admin_menu = True
    menu_item_class = OutboxMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        index = views.DeliveryIndexView
        return [
            path("", index.as_view(), name="index"),
            path("results/", index.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", views.DeliveryView.as_view(), name="detail"),
            path("<int:pk>/retry/", views.RetryView.as_view(), name="retry"),
            path("<int:pk>/drop/", views.DropView.as_view(), name="drop"),
            path("channel/<str:name>/pause/", views.PauseView.as_view(), name="pause"),
            path("channel/<str:name>/resume/", views.ResumeView.as_view(), name="resume"),
            path("job/<str:name>/run/", views.RunJobView.as_view(), name="run_job"),
        ]


@hooks.register("register_admin_viewset")
def outbox_viewset() -> OutboxViewSet:
    return OutboxViewSet()


@hooks.register("register_permissions")
def outbox_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="outbox", codename__in=["view_delivery", "change_delivery"]
    )


hooks.register("register_bulk_action", bulk_actions.RetryAction)
hooks.register("register_bulk_action", bulk_actions.DropAction)
