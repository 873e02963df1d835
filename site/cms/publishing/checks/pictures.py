"""Alternative texts, the image for social networks, and what a page weighs."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.publishing.checks.content import fetch_images, images_of

WIDEST = 1280  # pixels, as pages show them
BYTES_A_PIXEL = 0.12  # of an AVIF or WebP photograph, roughly
HEAVY = 1_000_000  # bytes


def alternatives(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """An image says what it shows, or that it adds nothing."""
    fetch_images(pages)
    for page in pages:
        for image, settled in images_of(page):
            if not settled:
                yield (
                    page,
                    _("Describe the image “%(title)s”, or mark it as decorative.")
                    % {"title": image.title},
                )


def social(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """Without an image of its own, one is made from the title."""
    for page in pages:
        if getattr(page, "indexable", True) and getattr(page, "social_image_id", 1) is None:
            yield page, _("Choose an image for social networks; without one, the title is drawn.")


def weight(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """What the images of the page weigh together, estimated from their size on the screen."""
    fetch_images(pages)
    for page in pages:
        size = 0.0
        for image, _settled in images_of(page):
            width = min(image.width, WIDEST)
            size += width * (image.height * width / max(1, image.width)) * BYTES_A_PIXEL
        if size > HEAVY:
            yield (
                page,
                _("Take out images or make them smaller: they weigh about %(size).1f MB.")
                % {"size": size / 1_000_000},
            )
