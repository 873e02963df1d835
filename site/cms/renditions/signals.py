"""When images are made ready, and who is told."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.signals import page_published

from outbox.services import cancel_for

# Sent after the files of an image are there (keyword `image`): pages in a cache that still show
# the stand-in can be dropped.
pictures_ready = Signal()


def image_saved(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A new original or focal point: ask for the files."""
    from .prepare import request_files

    if not raw:
        request_files(instance)


def page_was_published(instance: Any, **_kwargs: Any) -> None:
    """The page may show images whose files were never made or were lost."""
    from .prepare import request_files_of_page

    request_files_of_page(instance)


def rendition_deleted(instance: Any, **_kwargs: Any) -> None:
    """A file that the image counts on is gone (`wagtail_update_image_renditions`): make it anew."""
    from cms.models import SiteImage

    from .prepare import request_files

    image = SiteImage.objects.filter(pk=instance.image_id).first()
    if image is None:
        return
    names = {name for name, _width, _height in image.prepared.get("files", {}).values()}
    if instance.file.name in names:
        image.prepared = {}
        SiteImage.objects.filter(pk=image.pk).update(prepared={})
        request_files(image)


def image_deleted(instance: Any, **_kwargs: Any) -> None:
    """Nothing is left to make."""
    cancel_for(about=instance)


def connect() -> None:
    """Called once when the application is ready."""
    from cms.models import SiteImage, SiteRendition

    post_save.connect(image_saved, sender=SiteImage, dispatch_uid="cms.image_saved")
    post_delete.connect(image_deleted, sender=SiteImage, dispatch_uid="cms.image_deleted")
    post_delete.connect(
        rendition_deleted, sender=SiteRendition, dispatch_uid="cms.rendition_deleted"
    )
    page_published.connect(page_was_published, dispatch_uid="cms.page_was_published")
