"""Review dates in the admin: a report, and a panel beside the page's editor."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.views.pages import SIDE_PANELS
from cms.desk import DESK, DeskMenuItem
from pages.review_dates import views
from pages.review_dates.panels import review_panel
from pages.review_dates.queries import ACTIONS
from pages.review_dates.services import LOOKED_AT

hooks.register(SIDE_PANELS, review_panel)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("review-dates/", views.ReportView.as_view(), name="review_dates"),
        path("review-dates/<int:pk>/", views.DateView.as_view(), name="review_date"),
        path("review-dates/<int:pk>/still/", views.LookedAtView.as_view(), name="looked_at"),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("To look at again"),
        reverse("review_dates"),
        name="review-dates",
        icon_name="history",
        order=213,
        actions=ACTIONS,
    )


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(
        LOOKED_AT, pgettext_lazy("pages", "Look again"), _("Looked at: still right")
    )
