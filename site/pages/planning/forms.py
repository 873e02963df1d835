from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale

from cms.dates import sources
from cms.publishing.forms import chosen_of, query_of


class CalendarFilter(forms.Form):
    """Language and kind. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, data: Any, *, locales: list[Locale]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        everything = ("", pgettext_lazy("cms", "All"))
        named = [(one.language_code, capfirst(one.get_display_name())) for one in locales]
        fields["language"].choices = [everything, *named]
        fields["kind"].choices = [everything, *((one.name, one.label) for one in sources())]

    def chosen(self) -> dict[str, str]:
        return chosen_of(self)

    def query(self) -> str:
        return query_of(self)


class MoveForm(forms.Form):
    """Where something moves: to a moment, or (by dragging) to a day, at the hour it had."""

    source = forms.CharField(max_length=60)
    key = forms.CharField(max_length=60)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])
    day = forms.DateField(required=False)
    hour = forms.TimeField(required=False)

    def moment(self) -> datetime | None:
        """The moment that was given; None when there is none."""
        chosen = self.cleaned_data
        if chosen.get("at"):
            return chosen["at"]
        if chosen.get("day") and chosen.get("hour"):
            return timezone.make_aware(datetime.combine(chosen["day"], chosen["hour"]))
        return None
