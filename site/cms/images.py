"""The forms with which staff add and change images and documents (settings name them)."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.renditions.metadata import UNREADABLE, without_metadata


class SoundImageField(WagtailImageField):
    """Refuses what nobody could show later: a file that only starts like an image.

    Wagtail's own field answers 500 to a JPEG or PNG that was cut off.
    """

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                without_metadata(file)
                with Image.open(file) as image:
                    image.load()
                file.seek(0)
        except ValidationError:
            raise
        except UNREADABLE as error:
            raise ValidationError(
                _("This image is damaged: it cannot be read to its end."), code="damaged_image"
            ) from error
        return file


class SiteImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = SoundImageField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def save(self, commit: bool = True) -> Any:
        self.original_file = None  # the model has it erased: Wagtail would do it at once
        return super().save(commit=commit)


def demand_same_kind(file: Any, *, now: str) -> None:
    """Raise ValidationError unless `file` ends like the file `now`, whose address it takes over."""
    ending = PurePosixPath(now).suffix.lower()
    if PurePosixPath(file.name).suffix.lower() != ending:
        raise ValidationError(
            _("Choose a file that ends in “%(ending)s”, as the address of this document does."),
            code="another_kind",
            params={"ending": ending},
        )


class SiteDocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.instance.pk and "file" in self.changed_data:
            demand_same_kind(file, now=self.instance.filename)
        return file

    def save(self, commit: bool = True) -> Any:
        self.original_file = None  # as above
        return super().save(commit=commit)
