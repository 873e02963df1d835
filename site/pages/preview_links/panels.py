"""Beside the editor of a page: share it with somebody who has no account."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page


class SharePanel(BaseSidePanel):
    """How many links are open, and the way to make one."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle preview links")
        icon_name = "link-external"
        has_counter = False

    name = "share"
    title = _("Preview links")
    template_name = "preview_links/side_panel.html"
    order = 610

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        links = self.object.preview_links.filter(revoked_at=None, until__gt=timezone.now())
        return {**context, "number": links.count()}


def share_panel(page: Page, request: HttpRequest) -> SharePanel | None:
    """The panel of a page that is saved and may be edited."""
    if not page.pk or not page.permissions_for_user(request.user).can_edit():
        return None
    return SharePanel(page, request)
