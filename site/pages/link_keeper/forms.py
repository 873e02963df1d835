"""The choices of the list, and where a link shall lead instead."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.blocks.links import validate_address
from cms.links.walking import LeadTo
from cms.list_filters import EVERYTHING, LanguageFilterForm
from cms.missing_paths.forms import PageChooser
from pages.link_keeper.models import BrokenLink, Why

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ListFilter(LanguageFilterForm):
    """Language, what is the matter, and whether the ignored are shown. Anything unknown is no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    why = forms.ChoiceField(
        label=_("What is the matter"),
        required=False,
        choices=[EVERYTHING, *Why.choices],
    )
    ignored = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("To mend")), ("1", _("Ignored"))],
    )

    def narrow(self, rows: "QuerySet[BrokenLink]") -> "QuerySet[BrokenLink]":
        """The rows that were asked for."""
        chosen = self.chosen()
        rows = rows.filter(ignored=bool(chosen.get("ignored")))
        if language := chosen.get("language"):
            rows = rows.filter(page__locale__language_code=language)
        if why := chosen.get("why"):
            rows = rows.filter(why=why)
        return rows


class TargetForm(forms.Form):
    """Where a broken link shall lead: a published page, or an address."""

    page = forms.ModelChoiceField(
        label=_("Page of the site"),
        queryset=Page.objects.filter(depth__gt=1, live=True),
        widget=PageChooser,
        required=False,
    )
    address = forms.CharField(
        label=_("Or another address"),
        max_length=500,
        required=False,
        validators=[validate_address],
        help_text=_("Starts with https:// or, on this site, with a slash."),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("page")) == bool(cleaned.get("address")):
            raise forms.ValidationError(_("Choose a page or enter an address: one of the two."))
        return cleaned

    def target(self) -> LeadTo:
        page = self.cleaned_data["page"]
        return LeadTo(page=page.pk) if page else LeadTo(address=self.cleaned_data["address"])
