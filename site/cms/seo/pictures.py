"""The picture networks show for a page. Read only: making one is the worker's (social_images.py)."""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from wagtail.images.models import Filter
from wagtail.models import Page

from cms.models import SocialImage
from cms.seo.addresses import absolute

WIDTH, HEIGHT = 1200, 630
SPEC = f"fill-{WIDTH}x{HEIGHT}|format-jpeg"


@dataclass(frozen=True)
class Picture:
    """A picture with its full address; sizes in pixels."""

    address: str
    alt: str
    mime_type: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(page: Page) -> Picture | None:
    """The picture editors chose, else the one drawn from the title; None until it is made."""
    if not page.pk:
        return None
    chosen = getattr(page, "social_image", None)
    if chosen is not None:
        rendition = next(iter(chosen.find_existing_renditions(Filter(SPEC)).values()), None)
        if rendition is None:
            return None
        return Picture(
            address=absolute(rendition.url),
            alt=chosen.description or page.title,
            mime_type="image/jpeg",
            width=rendition.width,
            height=rendition.height,
        )
    drawn = SocialImage.objects.filter(page_id=page.pk).first()
    if drawn is None:
        return None
    return Picture(absolute(default_storage.url(drawn.name)), page.title, "image/png")
