"""What the filters above the admin's lists share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale

EVERYTHING = ("", pgettext_lazy("cms", "All"))


class FilterForm(forms.Form):
    """Choices in the address. Anything unknown counts as no choice."""

    def chosen(self) -> dict[str, str]:
        """What was chosen, the known choices alone."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self) -> str:
        """The choices as the beginning of an address, for the next page of the list."""
        return urlencode(self.chosen())


class LanguageFilterForm(FilterForm):
    """With the language among the choices: a form that inherits declares the field where it wants it."""

    def __init__(self, data: Any, *, locales: Iterable[Locale]) -> None:
        super().__init__(data)
        named = [(one.language_code, capfirst(one.get_display_name())) for one in locales]
        field: Any = self.fields["language"]
        field.choices = [EVERYTHING, *named]
