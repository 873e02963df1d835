"""The calendar in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK, DeskMenuItem
from pages.planning import views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("calendar/", views.CalendarView.as_view(), name="planning"),
        path("calendar/move/", views.MoveView.as_view(), name="planning_move"),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Calendar"), reverse("planning"), name="planning", icon_name="calendar-alt", order=100
    )
