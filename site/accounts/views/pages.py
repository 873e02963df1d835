"""Wagtail's page editor, with its mails about comments sent by the outbox and side panels of our own.

A package adds a side panel with the hook `page_side_panels`, which Wagtail has no hook for:

    @hooks.register("page_side_panels")
    def figures(page: Page, request: HttpRequest) -> BaseSidePanel | None: ...

It is asked when the editor of a saved page is drawn whole, and answers None where it has nothing to show.
"""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from accounts.comment_mail import post_notices

SIDE_PANELS = "page_side_panels"


class PageEditView(EditView):
    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        post_notices(page=self.page, editor=self.request.user, changes=changes)

    def get_side_panels(self) -> MediaContainer:
        panels = list(super().get_side_panels())
        if not self.expects_json_response and not self.hydrate_create_view:
            for offer in hooks.get_hooks(SIDE_PANELS):
                if (panel := offer(self.page, self.request)) is not None:
                    panels.append(panel)
        return MediaContainer(panels)


class EveryPageViewSet(PageViewSet):
    """For each page type that has no viewset of its own."""

    edit_view_class = PageEditView


every_page = EveryPageViewSet()
