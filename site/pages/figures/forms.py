"""What of the figures is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.list_filters import LanguageFilterForm
from pages.figures.queries import Period, last_days

DAYS = {"7": _("7 days"), "30": _("30 days"), "90": _("90 days"), "365": _("12 months")}
USUAL = "30"


class FiguresFilter(LanguageFilterForm):
    """Period and language. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    days = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=[("", DAYS[USUAL]), *((key, text) for key, text in DAYS.items() if key != USUAL)],
    )

    def period(self) -> Period:
        return last_days(int(self.chosen().get("days") or USUAL))
