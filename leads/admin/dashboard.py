"""The dashboard: charts, and the same as tables."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leads import figures
from leads.admin.base import REPORTS, LeadsView
from leads.queries import answer_time


class DashboardView(LeadsView):
    """Figures of the last weeks; no person in them."""

    permission = REPORTS
    template_name = "leads/admin/dashboard.html"
    page_title = gettext_lazy("Figures of leads")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("weeks", "")
        weeks = int(asked) if asked in {str(one) for one in figures.WEEKS} else 12
        first = figures.mondays(weeks)[0]
        done = [_("Messages"), _("Requested"), _("Downloaded")]
        return {
            **super().get_context_data(**kwargs),
            "weeks": weeks,
            "choices": figures.WEEKS,
            "charts": figures.weekly(weeks),
            "answer_time": answer_time(),
            "tables": [
                (_("By form"), [_("Messages")], figures.by_form(first)),
                (
                    _("By resource"),
                    [_("Seen"), _("Requested"), _("Downloaded"), _("Conversion")],
                    figures.by_resource(first),
                ),
                (_("By campaign"), done, figures.by_campaign(first)),
                (_("By language"), done, figures.by_language(first)),
            ],
        }
