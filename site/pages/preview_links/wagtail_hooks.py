"""Preview links in the admin: a panel beside the editor, a screen for a page, a list of all."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.views.pages import SIDE_PANELS
from cms.desk import DESK, DeskMenuItem
from pages.preview_links import screens
from pages.preview_links.panels import share_panel
from pages.preview_links.services import MADE, REVOKED

hooks.register(SIDE_PANELS, share_panel)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("preview-links/", screens.ReportView.as_view(), name="preview_links"),
        path("preview-links/page/<int:pk>/", screens.PageView.as_view(), name="page_preview_links"),
        path(
            "preview-links/<int:pk>/revoke/",
            screens.RevokeView.as_view(),
            name="revoke_preview_link",
        ),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Preview links"),
        reverse("preview_links"),
        name="preview-links",
        icon_name="link-external",
        order=214,
    )


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(MADE, pgettext_lazy("pages", "Share"), _("Made a private preview link"))
    actions.register_action(
        REVOKED, pgettext_lazy("pages", "Stop sharing"), _("Revoked a private preview link")
    )
