from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.list_filters import LanguageFilterForm
from pages.preview_links.services import DAYS, MOST_DAYS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pages.preview_links.models import PreviewLink


class ListFilter(LanguageFilterForm):
    """Language, and whether those that have ended are shown. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    all = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Open links only")), ("1", _("Those that have ended too"))],
    )

    def narrow(self, links: "QuerySet[PreviewLink]") -> "QuerySet[PreviewLink]":
        """The links that were asked for."""
        chosen = self.chosen()
        if not chosen.get("all"):
            links = links.filter(Q(revoked_at=None), until__gt=timezone.now())
        if language := chosen.get("language"):
            links = links.filter(page__locale__language_code=language)
        return links


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
