"""In the editor, before a page is published: what it does to the other languages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from cms.seo.addresses import HOME_DEPTH
from pages.languages.effects import Effect, effects_of


def effects_here(request: HttpRequest, page: Page) -> list[Effect]:
    """The effects of the page in the editor: the panel and the menu ask for the same."""
    known: dict[int, list[Effect]] = request.__dict__.setdefault("_effects", {})
    if page.pk not in known:
        known.update(effects_of([page], request.user))
    return known.get(page.pk, [])


class LanguagesSidePanel(BaseSidePanel):
    """The versions of the page, what publishing does to each, and the way there."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle languages")
        icon_name = "wagtail-localize-language"
        has_counter = False

    name = "languages"
    title = _("Languages")
    template_name = "languages/side_panel.html"
    order = 590

    class Media:
        css = {"all": ["languages/languages.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "effects": effects_here(self.request, self.object)}


def languages_panel(page: Page, request: HttpRequest) -> LanguagesSidePanel | None:
    return LanguagesSidePanel(page, request) if page.pk and page.depth >= HOME_DEPTH else None


class EffectsMenuItem(ActionMenuItem):
    """Beside the button “Publish”, for those who have it."""

    name = "languages"
    template_name = "languages/menu_line.html"

    class Media:
        css = {"all": ["languages/languages.css"]}

    def is_shown(self, context: Any) -> bool:
        if context["view"] == "create" or context["locked_for_user"]:
            return False
        page = context["page"]
        return bool(
            page.depth >= HOME_DEPTH
            and self.get_user_page_permissions_tester(context).can_publish()
            and effects_here(context["request"], page)
        )

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        found = effects_here(parent_context["request"], parent_context["page"])
        return {**context, "effects": found}
