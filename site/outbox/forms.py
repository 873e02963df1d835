"""What staff write when they give something up."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReasonForm(forms.Form):
    """A reason, kept with the name of whoever gave it."""

    reason = forms.CharField(
        label=pgettext_lazy("outbox", "Reason"),
        max_length=300,
        help_text=_("Kept with your name. Do not write who it concerns."),
        error_messages={"required": _("Say why it is dropped.")},
    )
