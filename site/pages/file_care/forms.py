"""The choices of the list, and the file that takes the place of another."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.models import Collection

from cms.images import SoundImageField, demand_same_kind
from cms.list_filters import EVERYTHING, FilterForm
from pages.file_care.models import Kind
from pages.file_care.queries import LARGE, TWICE, UNUSED, WORDLESS

MATTERS = {
    UNUSED: _("Unused"),
    LARGE: _("Too large"),
    WORDLESS: _("Without alternative text"),
    TWICE: _("There twice"),
}


class ListFilter(FilterForm):
    """Kind, what is the matter, and the collection. Anything unknown is no choice."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    matter = forms.ChoiceField(
        label=_("What is the matter"),
        required=False,
        choices=[EVERYTHING, *MATTERS.items()],
    )
    collection = forms.ChoiceField(label=_("Collection"), required=False)

    def __init__(self, data: Any, *, kinds: list[str], collections: Iterable[Collection]) -> None:
        super().__init__(data)
        kind: Any = self.fields["kind"]
        kind.choices = [(one, Kind(one).label) for one in kinds]
        named = [(str(one.pk), one.get_indented_name()) for one in collections]
        collection: Any = self.fields["collection"]
        collection.choices = [EVERYTHING, *named]
        if len(named) < 2:
            del self.fields["collection"]


class ImageFileForm(forms.Form):
    file = SoundImageField(label=_("New file"))

    def __init__(self, *args: Any, item: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item


class DocumentFileForm(forms.Form):
    file = WagtailDocumentField(label=_("New file"))

    def __init__(self, *args: Any, item: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        demand_same_kind(file, now=self.item.filename)
        return file


FORMS: dict[str, type[ImageFileForm] | type[DocumentFileForm]] = {
    Kind.IMAGE.value: ImageFileForm,
    Kind.DOCUMENT.value: DocumentFileForm,
}
