from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from cms.renditions.metadata import without_metadata


class SiteImage(AbstractImage):
    """An image of the site; its `description` is the default alternative text."""

    description = models.CharField(
        _("alternative text"),
        blank=True,
        default="",
        max_length=255,
        help_text=_(
            "What the image shows, in one sentence, for those who do not see it. Leave it empty only"
            " for an image that adds nothing to the text."
        ),
    )
    file: Any  # Wagtail's WagtailImageField
    # What cms.renditions has made: {"key": …, "original": file name, "files": {spec: [name, w, h]}}.
    prepared = models.JSONField(default=dict, blank=True, editable=False)

    admin_form_fields = Image.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new original is stored without what the camera wrote into it: place, device, names."""
        is_new_file = bool(self.file) and not self.file._committed
        if is_new_file:
            cleaned = without_metadata(self.file.file)
            if cleaned is not None:
                self.file = cleaned
            self._set_image_file_metadata()
            self.prepared = {}
        replaces = is_new_file and self.pk is not None
        super().save(*args, **kwargs)
        if replaces:
            # They show the earlier original.
            self.renditions.all().delete()

    def generate_rendition_file(self, filter: Filter, **options: Any) -> "File[bytes]":
        """As Wagtail's, without the temporary file that it leaves open."""
        with super().generate_rendition_file(filter, **options) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    @property
    def default_alt_text(self) -> str:
        """The description or nothing: a title is a file name more often than not."""
        return str(self.description)


class SiteRendition(AbstractRendition):
    """One size and format of an image, prepared by the worker."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]
