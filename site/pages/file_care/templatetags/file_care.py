"""`{% crops_of image %}`: what each place shows of an image, on its edit screen."""

from typing import Any

from django import template

from cms.models import SiteImage
from cms.renditions.crops import CROPS, window_of
from cms.renditions.pictures import picture

register = template.Library()


@register.inclusion_tag("file_care/crops.html")
def crops_of(image: SiteImage) -> dict[str, Any]:
    shown = picture(image, "wide")
    return {
        "image": image,
        "address": image.file.url if shown.pending else shown.file.url,
        "crops": [(crop, window_of(image, crop)) for crop in CROPS],
        # Seen at a fiftieth of the longer side, whatever the size of the image.
        "radius": max(image.width, image.height) // 50 + 1,
    }
