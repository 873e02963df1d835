from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, Site

from cms.list_filters import LanguageFilterForm
from cms.redirects.addresses import path_here

validate_url = URLValidator(schemes=["https", "http"])


class AddressFilter(LanguageFilterForm):
    """Whose addresses. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)


class PageChooser(AdminPageChooser):
    """Wagtail's, which fails when a form is shown again with something that is no key."""

    def get_value_data(self, value: Any) -> Any:
        if isinstance(value, str) and not value.isdecimal():
            value = None
        return super().get_value_data(value)


class TargetForm(forms.Form):
    """Where a missing address shall lead."""

    page = forms.ModelChoiceField(
        label=_("Page of the site"),
        queryset=Page.objects.filter(depth__gt=1, live=True),
        widget=PageChooser,
        required=False,
    )
    link = forms.CharField(
        label=_("Or another address"),
        max_length=255,
        required=False,
        help_text=_("Starts with https:// or, on this site, with a slash."),
    )

    def __init__(self, *args: Any, missing: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"])
        if link.startswith(("https://", "http://")):
            validate_url(link)
        elif link and (not link.startswith("/") or link.startswith("//")):
            raise forms.ValidationError(
                _("Enter an address that starts with https:// or, on this site, with a slash.")
            )
        if (
            link
            and path_here(link, Site.objects.filter(is_default_site=True).first()) == self.missing
        ):
            raise forms.ValidationError(_("That is the address that does not exist."))
        return link

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("page")) == bool(cleaned.get("link")):
            raise forms.ValidationError(_("Choose a page or enter an address: one of the two."))
        return cleaned
