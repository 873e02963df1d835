"""Beside the editor of a page: make it a template, or see what it is the template of."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from pages.page_templates.models import PageTemplate
from pages.page_templates.queries import may_be_template


class TemplatePanel(BaseSidePanel):
    """Whether others are begun from this page."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle page template")
        icon_name = "copy"
        has_counter = False

    name = "template"
    title = _("Page template")
    template_name = "page_templates/side_panel.html"
    order = 620

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "row": PageTemplate.objects.filter(page_id=self.object.pk).first()}


def template_panel(page: Page, request: HttpRequest) -> TemplatePanel | None:
    """The panel of a page that may be one, for those who publish it."""
    if not page.pk or page.alias_of_id or not may_be_template(type(page)):
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None
    return TemplatePanel(page, request)
