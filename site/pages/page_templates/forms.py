"""The choices of the list, what a template is good for, and how a page is begun."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.list_filters import LanguageFilterForm
from pages.page_templates.models import PageTemplate
from pages.page_templates.queries import Offer

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ListFilter(LanguageFilterForm):
    """Language. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)

    def narrow(self, rows: "QuerySet[PageTemplate]") -> "QuerySet[PageTemplate]":
        """The rows that were asked for."""
        language = self.chosen().get("language")
        return rows.filter(page__locale__language_code=language) if language else rows


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the template is called and when to take it."""

    class Meta:
        model = PageTemplate
        fields = ["name", "note"]


class StartForm(forms.Form):
    """The title of the new page, and the template it is begun from."""

    title = forms.CharField(
        label=_("Title of the new page"),
        max_length=255,
        help_text=_("Its address is made from it; both can be changed later."),
        error_messages={"required": _("Give the new page a title.")},
    )
    template = forms.TypedChoiceField(
        label=_("Begin from"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a template."),
            "invalid_choice": _("This template is not offered any more. Choose another one."),
        },
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["template"]
        field.choices = [(one.page.pk, one.template.name) for one in offers]
        self.offers = {one.page.pk: one for one in offers}
        if len(offers) == 1:
            field.initial = offers[0].page.pk

    def offer(self) -> Offer:
        """What was chosen."""
        return self.offers[self.cleaned_data["template"]]
