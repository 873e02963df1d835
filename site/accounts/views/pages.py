"""Wagtail's page editor, with its mails about comments sent by the outbox."""

from typing import Any

from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from accounts.comment_mail import post_notices


class PageEditView(EditView):
    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        post_notices(page=self.page, editor=self.request.user, changes=changes)


class EveryPageViewSet(PageViewSet):
    """For each page type that has no viewset of its own."""

    edit_view_class = PageEditView


every_page = EveryPageViewSet()
