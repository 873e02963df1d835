"""The places that show a part of an image only, and which part: declared once, here.

Two ways lead there: the worker cuts the file around the focal point (profiles.py), or the browser cuts
what it shows (`object-fit: cover` in the style sheets), around the same point in tenths of the image.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Filter

from cms.models.images import SiteImage


@dataclass(frozen=True)
class Crop:
    """A place of these proportions. `by_browser`: the file is whole, the style sheet cuts it."""

    name: str
    label: "str | Promise"
    width: int
    height: int
    by_browser: bool = False


@dataclass(frozen=True)
class Window:
    """The part of an image that a place shows, in pixels of the image."""

    left: int
    top: int
    width: int
    height: int


CROPS = (
    Crop("gallery", _("In a gallery"), 4, 3, by_browser=True),
    Crop("video", _("Before a video"), 16, 9, by_browser=True),
    Crop("portrait", _("As a portrait"), 480, 480),
    Crop("social", _("On networks"), 1200, 630),
)


def focus_of(image: SiteImage) -> tuple[int, int] | None:
    """The middle of the focal point in tenths of the image, across and down; None when none was chosen."""
    if not image.has_focal_point() or not image.width or not image.height:
        return None
    across, down = image.focal_point_x / image.width, image.focal_point_y / image.height
    return min(10, round(across * 10)), min(10, round(down * 10))


def window_of(image: SiteImage, crop: Crop) -> Window:
    """What of `image` is seen in this place."""
    if not crop.by_browser:
        cut = Filter(spec=f"fill-{crop.width}x{crop.height}").get_transform(image).get_rect()
        left, top, right, bottom = (round(edge) for edge in cut)
        return Window(left, top, right - left, bottom - top)
    proportion = crop.width / crop.height
    width = min(image.width, image.height * proportion)
    height = width / proportion
    across, down = focus_of(image) or (5, 5)
    left, top = (image.width - width) * across / 10, (image.height - height) * down / 10
    return Window(round(left), round(top), round(width), round(height))
