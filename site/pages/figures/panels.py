"""The figures of one page, in a panel at the side of its editor."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from cms.conversions import Conversion
from cms.desk import has_pages
from pages.figures import queries
from pages.figures.models import What

DAYS = 30


class FiguresSidePanel(BaseSidePanel):
    """How often the page was seen lately, where from, and what came of it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle figures")
        icon_name = "view"
        has_counter = False

    name = "figures"
    title = _("Figures")
    template_name = "figures/side_panel.html"
    order = 610

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        period = queries.last_days(DAYS)
        rows = queries.figures(period, page=self.object.pk)
        sums = queries.sums(rows)
        return {
            **context,
            "days": DAYS,
            "totals": [(one.label, sums.total(one)) for one in (What.VIEW, What.ENTRY)],
            "bars": queries.bars(rows, period),
            "referrers": sums.most(What.REFERRER, 5),
            "conversions": [
                (Conversion(key).label if key in Conversion.values else key, number)
                for key, number in sums.most(What.CONVERSION)
            ],
        }


def figures_panel(page: Page, request: HttpRequest) -> FiguresSidePanel | None:
    """The panel of a page that was ever published, for those who have pages."""
    seen = page.pk and page.first_published_at is not None
    return FiguresSidePanel(page, request) if seen and has_pages(request.user) else None
