"""The checks in the admin: a button of each page, a report, the rules among the settings."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from cms.desk import DESK, DeskMenuItem
from cms.page_dates import DATED
from cms.publishing import views
from cms.publishing.gate import HELD_BACK


class RulesMenuItem(MenuItem):
    """Shown to those who decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(views.RULES))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("before-publication/", views.ReportView.as_view(), name="publication_report"),
        path("before-publication/<int:pk>/", views.PageView.as_view(), name="publication_checks"),
        path("publication-rules/", views.RulesView.as_view(), name="publication_rules"),
    ]


@hooks.register(DESK)
def report_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Before publication"),
        reverse("publication_report"),
        name="publication-report",
        icon_name="clipboard-list",
        order=211,
    )


@hooks.register("register_settings_menu_item")
def rules_menu_item() -> MenuItem:
    return RulesMenuItem(
        _("Publication rules"),
        reverse("publication_rules"),
        name="publication-rules",
        icon_name="clipboard-list",
        order=810,
    )


@hooks.register("register_page_header_buttons")
def page_button(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    if page.pk and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Check before publication"),
            reverse("publication_checks", args=[page.pk]),
            icon_name="clipboard-list",
            priority=45,
        )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(HELD_BACK)
    class HeldBack(LogFormatter):
        label = pgettext_lazy("publication", "Hold back")

        def format_message(self, entry: Any) -> str:
            missing = " ".join(str(one) for one in entry.data.get("missing", []))
            return _("Not published on its date: %(missing)s") % {"missing": missing}

    actions.register_action(
        DATED, pgettext_lazy("publication", "Move"), _("Given another date in the calendar")
    )


@hooks.register("register_permissions")
def permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="cms", codename="change_publicationrule"
    )
