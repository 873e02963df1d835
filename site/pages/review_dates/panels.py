"""What the editor of a page shows of its review date, in a panel at the side."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from cms.desk import has_pages
from pages.review_dates.models import ReviewDate
from pages.review_dates.queries import ACTIONS


class ReviewSidePanel(BaseSidePanel):
    """When the page is to be looked at again, with the button that says it is still right."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle review date")
        icon_name = "history"
        has_counter = False

    name = "review"
    title = _("Review date")
    template_name = "review_dates/side_panel.html"
    order = 600

    def __init__(self, page: Page, request: HttpRequest, row: ReviewDate) -> None:
        super().__init__(page, request)
        self.row = row

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {
            **context,
            "row": self.row,
            "late": self.row.due <= timezone.localdate(),
            "here": self.request.path,
        }


def review_panel(page: Page, request: HttpRequest) -> ReviewSidePanel | None:
    """The panel of a published page, for those who may change it."""
    row = ReviewDate.objects.filter(page_id=page.pk, page__live=True).first() if page.pk else None
    return ReviewSidePanel(page, request, row) if row and has_pages(request.user, ACTIONS) else None
