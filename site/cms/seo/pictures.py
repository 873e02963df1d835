"""The picture networks show for a page. Read only: making one is the worker's (social_images.py)."""

import re
from dataclasses import dataclass

from django.core.files.storage import default_storage
from wagtail.images.models import Filter
from wagtail.models import Page

from cms.models import SocialImage
from cms.seo.addresses import HOME_DEPTH, absolute
from cms.seo.structured import NAME

WIDTH, HEIGHT = 1200, 630
SPEC = f"fill-{WIDTH}x{HEIGHT}|format-jpeg"
# Raise it when the drawing changes: every picture is then drawn again.
STYLE = 1


@dataclass(frozen=True)
class Picture:
    """A picture with its full address; sizes in pixels."""

    address: str
    alt: str
    mime_type: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_title(title: str, seo_title: str, depth: int) -> str:
    """What is written on the picture: the title; on a first page, which is called « Accueil », its claim.

    The company's name in front of the claim is left out: it stands above it as the logo.
    """
    if depth != HOME_DEPTH or not seo_title:
        return title
    return re.sub(rf"^{NAME}\s*[–—·:-]\s*", "", seo_title)


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
    title = picture_title(page.title, page.seo_title, page.depth)
    drawn = SocialImage.objects.filter(page_id=page.pk).first()
    if drawn is None:
        return None
    return Picture(absolute(default_storage.url(drawn.name)), title, "image/png")
