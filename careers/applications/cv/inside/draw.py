"""The pages of a PDF as pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2

MOST_PAGES = 20
WIDTH = 1240  # pixels: A4 at 150 dpi
MOST_PIXELS = 5_000_000


def draw(content: bytes) -> Iterator[bytes]:
    """Each page as a WebP picture, in order; at most MOST_PAGES of them."""
    document = pypdfium2.PdfDocument(content)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = WIDTH / max(width, 1)
        while width * height * scale * scale > MOST_PIXELS:
            scale *= 0.8
        picture = page.render(scale=scale, may_draw_forms=False).to_pil()
        target = io.BytesIO()
        picture.convert("RGB").save(target, "WEBP", quality=82, method=2)
        page.close()
        yield target.getvalue()
