"""An image and a document, as an editor would have uploaded them."""

import io

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from cms.models import SiteDocument, SiteImage


def image(title: str, size: tuple[int, int] = (1200, 800), colour: str = "#3558d6") -> SiteImage:
    """A drawn picture of this size."""
    canvas = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(canvas)
    width, height = size
    draw.ellipse((width * 0.2, height * 0.2, width * 0.6, height * 0.9), fill="#ff6b4a")
    draw.rectangle((width * 0.5, height * 0.4, width * 0.9, height * 0.8), fill="#fbfaf7")
    buffer = io.BytesIO()
    canvas.save(buffer, "PNG")
    name = f"{title.lower().replace(' ', '-')}.png"
    return SiteImage.objects.create(
        title=title, description=title, file=ImageFile(io.BytesIO(buffer.getvalue()), name=name)
    )


def document(title: str = "Guide de démarrage") -> SiteDocument:
    return SiteDocument.objects.create(
        title=title, file=ContentFile(b"%PDF-1.4\n" + b"%" * 180_000, name="guide.pdf")
    )
