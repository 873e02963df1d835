from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.dates import sources
from cms.list_filters import EVERYTHING, LanguageFilterForm


class CalendarFilter(LanguageFilterForm):
    """Language and kind. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, data: Any, *, locales: Iterable[Locale]) -> None:
        super().__init__(data, locales=locales)
        field: Any = self.fields["kind"]
        field.choices = [EVERYTHING, *((one.name, one.label) for one in sources())]


class MoveForm(forms.Form):
    """Where something moves: to a moment or a day, typed; or (by dragging) to a day, at the hour it had."""

    source = forms.CharField(max_length=60)
    key = forms.CharField(max_length=60)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"])
    day = forms.DateField(required=False)
    hour = forms.TimeField(required=False)
    by_day = forms.BooleanField(required=False)

    def moment(self) -> datetime | None:
        """The moment that was given (of a day its beginning, in Paris); None when there is none."""
        chosen = self.cleaned_data
        if chosen.get("at"):
            return chosen["at"]
        hour = time() if chosen["by_day"] else chosen.get("hour")
        if chosen.get("day") and hour is not None:
            return timezone.make_aware(datetime.combine(chosen["day"], hour))
        return None
