from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from pages.preview_links.services import DAYS, MOST_DAYS


class LinkForm(forms.Form):
    """How long the link opens the page, and which version it shows."""

    days = forms.IntegerField(
        label=_("Valid for so many days"), min_value=1, max_value=MOST_DAYS, initial=DAYS
    )
    shown_on = forms.DateTimeField(
        label=_("As the page will look on"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Empty: the latest draft, whatever is written in it meanwhile."),
    )

    def clean_shown_on(self) -> Any:
        moment: datetime | None = self.cleaned_data["shown_on"]
        if moment is not None and moment < timezone.now():
            raise forms.ValidationError(_("Choose a moment to come."))
        return moment
