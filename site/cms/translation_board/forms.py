"""What of the board is shown."""

from operator import itemgetter

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page, get_page_models

from cms.translation_board.states import TO_FILTER


class BoardFilter(forms.Form):
    """State, language, page type and a part of the title. Anything unknown counts as no choice."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", pgettext_lazy("cms", "All")), *((one.value, one.label) for one in TO_FILTER)],
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("Page type"), required=False)
    title = forms.CharField(label=_("Title contains"), required=False, max_length=120)

    def __init__(self, data: object, *, locales: list[Locale]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        languages = [(one.language_code, capfirst(one.get_display_name())) for one in locales]
        # From the content types that Django keeps in memory: no query.
        types = ContentType.objects.get_for_models(*get_page_models())
        kinds = [
            (str(found.pk), capfirst(model._meta.verbose_name))
            for model, found in types.items()
            if model is not Page
        ]
        for name, values in (("language", languages), ("kind", sorted(kinds, key=itemgetter(1)))):
            field = self.fields[name]
            field.choices = [("", pgettext_lazy("cms", "All")), *values]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, object]:
        """The valid choices; the others count as not made."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
