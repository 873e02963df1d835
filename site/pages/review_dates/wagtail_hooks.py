"""Review dates in the admin: a report, and a panel beside the page's editor."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.views.pages import SIDE_PANELS
from cms.desk_menu import DESK
from pages.review_dates import views
from pages.review_dates.panels import review_panel
from pages.review_dates.services import LOOKED_AT

hooks.register(SIDE_PANELS, review_panel)


class ReviewMenuItem(MenuItem):
    """Shown to those who may change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("review-dates/", views.ReportView.as_view(), name="review_dates"),
        path("review-dates/<int:pk>/", views.DateView.as_view(), name="review_date"),
        path("review-dates/<int:pk>/still/", views.LookedAtView.as_view(), name="looked_at"),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return ReviewMenuItem(
        _("To look at again"),
        reverse("review_dates"),
        name="review-dates",
        icon_name="history",
        order=213,
    )


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(
        LOOKED_AT, pgettext_lazy("pages", "Look again"), _("Looked at: still right")
    )
