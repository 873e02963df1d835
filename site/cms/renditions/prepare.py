"""Make the files of an image, and note on the image which are there."""

import hashlib
import logging
import re
from typing import Any

from django.db.models import Q
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex

from cms.models.images import SiteImage, SiteRendition
from outbox.services import post

from .profiles import all_specs
from .signals import pictures_ready

logger = logging.getLogger(__name__)
CHANNEL = "renditions"
# Wagtail's own screens have others ("max-165x165"), without a format or in their original one.
OURS = re.compile(r"\|format-(avif|webp|jpeg|png)$")


def fingerprint(image: SiteImage) -> str:
    """Changes whenever other files are needed: another original, focal point, or set of sizes."""
    parts = (
        image.file.name,
        image.file_hash,
        image.focal_point_x,
        image.focal_point_y,
        image.focal_point_width,
        image.focal_point_height,
        *all_specs(image.width, image.height),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def is_prepared(image: SiteImage) -> bool:
    """Whether every file of the image as it is now is there."""
    return bool(image.prepared.get("key") == fingerprint(image))


def request_files(image: SiteImage) -> None:
    """Ask the worker for the files of `image`, unless they are there; joins the caller's transaction."""
    if not is_prepared(image):
        post(channel=CHANNEL, payload={"image": image.pk}, about=image, key=f"image-{image.pk}")


def request_files_of_page(page: Page) -> None:
    """Ask for the files of every image that `page` shows."""
    keys = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type__app_label="cms", to_content_type__model="siteimage"
    )
    shown = [int(key) for key in keys.values_list("to_object_id", flat=True)]
    for image in SiteImage.objects.filter(pk__in=shown):
        request_files(image)


def prepare(image: SiteImage) -> int:
    """Make what is missing and note what is there; how many files were made.

    One file after the other, and each is written before the database hears of it: no transaction
    is open while images are computed. Raises what the image library or the file store raises.
    """
    key = fingerprint(image)
    ready: dict[str, list[Any]] = {}
    kept: list[int] = []
    made = 0
    with image.get_willow_image():
        # Whether the original is there and can be read, before anything is begun.
        pass
    for spec in all_specs(image.width, image.height):
        wanted = Filter(spec=spec)
        rendition = image.renditions.filter(
            filter_spec=spec, focal_point_key=wanted.get_cache_key(image)
        ).first()
        if rendition is None:
            rendition = image.create_rendition(wanted)
            made += 1
        ready[spec] = [rendition.file.name, rendition.width, rendition.height]
        kept.append(rendition.pk)
    # Only if the original is still the one that was read: an editor may have replaced it meanwhile,
    # and that change asked for files of its own.
    noted = SiteImage.objects.filter(pk=image.pk, file=image.file.name).update(
        prepared={"key": key, "original": image.file.name, "files": ready}
    )
    if noted:
        image.prepared = {"key": key, "original": image.file.name, "files": ready}
        _delete_outdated(image, kept)
        pictures_ready.send(sender=SiteImage, image=image)
    return made


def _delete_outdated(image: SiteImage, kept: list[int]) -> None:
    """Crops around an earlier focal point, and sizes that no place uses any more."""
    ours = Q(filter_spec__regex=OURS.pattern)
    for rendition in SiteRendition.objects.filter(ours, image=image).exclude(pk__in=kept):
        rendition.delete()
