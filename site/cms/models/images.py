from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class SiteImage(AbstractImage):
    """An image of the site; its `description` is the default alternative text."""

    admin_form_fields = Image.admin_form_fields

    def generate_rendition_file(self, filter: Filter, **options: Any) -> "File[bytes]":
        """As Wagtail's, without the temporary file that it leaves open."""
        with super().generate_rendition_file(filter, **options) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class SiteRendition(AbstractRendition):
    """One size and format of an image, prepared by the worker."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]
