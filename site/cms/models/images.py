from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from cms.public_files import as_stored, give_up, own_folder
from cms.renditions.metadata import without_metadata

ALIKE = 0.02  # how much the proportions of two files may differ


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
    focal_point_x: Any
    focal_point_y: Any
    focal_point_width: Any
    focal_point_height: Any
    # What cms.renditions has made: {"key": …, "original": file name, "files": {spec: [name, w, h]}}.
    prepared = models.JSONField(default=dict, blank=True, editable=False)

    admin_form_fields = Image.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new original is stored without what the camera wrote into it: place, device, names."""
        if not self.file or self.file._committed:
            super().save(*args, **kwargs)
            return
        cleaned = without_metadata(self.file.file)
        if cleaned is not None:
            self.file = cleaned
        self._set_image_file_metadata()
        self.prepared = {}
        before = as_stored(self, "file", "width", "height")
        if before is None:
            super().save(*args, **kwargs)
            return
        self._carry_focal_point(before["width"], before["height"])
        # Written before the database is asked, so that no transaction waits for a store.
        self.file.save(self.file.name, self.file.file, save=False)
        with transaction.atomic():
            super().save(*args, **kwargs)
            # They show the earlier original.
            self.renditions.all().delete()
            give_up(instance=self, former=before["file"])

    def _carry_focal_point(self, width: int, height: int) -> None:
        """The same place of a file of the same proportions; otherwise nobody knows where it is."""
        if not self.has_focal_point() or (self.width, self.height) == (width, height):
            return
        across, down = self.width / width, self.height / height
        if abs(across / down - 1) > ALIKE:
            self.set_focal_point(None)
            return
        self.focal_point_x = round(self.focal_point_x * across)
        self.focal_point_y = round(self.focal_point_y * down)
        self.focal_point_width = round((self.focal_point_width or 0) * across)
        self.focal_point_height = round((self.focal_point_height or 0) * down)

    def get_upload_to(self, filename: str) -> str:
        """In a folder of its own: see cms.public_files."""
        folder, name = str(super().get_upload_to(filename)).split("/", 1)
        return f"{folder}/{own_folder()}/{name[-70:]}"

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

    def get_upload_to(self, filename: str) -> str:
        """In the folder of its original, so that no other picture ever has this name."""
        folder, name = str(super().get_upload_to(filename)).split("/", 1)
        parts = PurePosixPath(self.image.file.name).parts
        own = parts[-2] if len(parts) > 2 else ""
        return "/".join(part for part in (folder, own, name) if part)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]
