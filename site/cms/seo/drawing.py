"""The site's own drawings: the picture of a page for networks, and the mark as an icon.

Everything is drawn at twice its size and reduced, so that curves are smooth.
"""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cms.seo.icons import CORAL, INK, PAPER
from cms.seo.pictures import HEIGHT, WIDTH

FONTS = Path(__file__).parent / "fonts"
DISPLAY = "BricolageGrotesque-Bold.ttf"
TEXT = "Figtree-SemiBold.ttf"
BLUE = "#1f3fbf"
LINE = "#e4e1d8"
WHITE = "#ffffff"

SCALE = 2
MARGIN = 64
TITLE_SIZES = (116, 104, 94, 84, 76, 68, 60, 54, 48, 42)
TITLE_WIDTH = 920
TITLE_HEIGHT = 268
MAX_SECTION = 40

# Corners in Pillow's order: top left, top right, bottom right, bottom left.
THEIRS = (True, True, True, False)
OURS = (True, True, False, True)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size * SCALE)


@cache
def _is_drawn(char: str, name: str) -> bool:
    """Whether the font has this character; the others would come out as empty boxes."""
    font = _font(name, 40)
    return char == "\u00a0" or bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffd"))


def readable(text: str, name: str = DISPLAY) -> str:
    """`text` on one line, without the characters the font cannot draw."""
    one_line = text.replace("\u202f", "\u00a0").replace("\n", " ")
    kept = "".join(char for char in one_line if char == " " or _is_drawn(char, name))
    return " ".join(word for word in kept.split(" ") if word)


def wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """`text` in lines no wider than `width` pixels; a longer word is cut rather than overflow."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and font.getlength(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def fit(text: str) -> tuple[list[str], int]:
    """The lines of a title and the largest size (pixels) at which they fill its place.

    A title too long for the smallest size ends with an ellipsis.
    """
    for size in TITLE_SIZES:
        lines = wrap(text, _font(DISPLAY, size), TITLE_WIDTH * SCALE)
        if len(lines) * size * 1.1 <= TITLE_HEIGHT:
            return lines, size
    size = TITLE_SIZES[-1]
    kept = lines[: int(TITLE_HEIGHT / (size * 1.1))]
    font = _font(DISPLAY, size)
    last = kept[-1]
    while last and font.getlength(f"{last}…") > TITLE_WIDTH * SCALE:
        last = last[:-1].rstrip()
    return [*kept[:-1], f"{last}…"], size


def social_picture(title: str, section: str = "") -> bytes:
    """A PNG of 1200 × 630 pixels: the title as a message, its section as the answer."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    draw = ImageDraw.Draw(image)
    _wordmark(draw, MARGIN, 52)
    box = (MARGIN, 132, MARGIN + TITLE_WIDTH + 2 * 48, 132 + TITLE_HEIGHT + 2 * 36)
    _bubble(draw, box, WHITE, THEIRS, outline=LINE)
    lines, size = fit(readable(title))
    step = size * 1.1
    top = box[1] + 36 + (TITLE_HEIGHT - step * len(lines)) / 2
    for number, line in enumerate(lines):
        _write(draw, (box[0] + 48, top + step * (number + 0.5)), line, DISPLAY, size, INK)
    _answer(draw, readable(section, TEXT)[:MAX_SECTION], right=WIDTH - MARGIN, top=box[3] + 24)
    reduced = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    # A handful of colours and their mixtures: a palette takes a third of the bytes.
    return _png(reduced.quantize(96, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE))


def icon(size: int, *, share: float = 0.9, ground: str | None = None) -> Image.Image:
    """The mark (static/images/mark.svg) over `share` of a square; transparent without a `ground`.

    `size` in pixels. Two messages, the coral one kept apart from the blue one by a line of nothing.
    """
    side = size * 8
    unit = side * share / 56  # the mark is 56 units wide
    corner = (side - 56 * unit) / 2

    def bubble(start: float, end: float, *, square: str, more: float = 0) -> Image.Image:
        """A disc from `start` to `end` whose quarter at `square` ("left", "right") is filled up."""
        mask = Image.new("L", (side, side))
        draw = ImageDraw.Draw(mask)
        low, high = corner + unit * (start - more), corner + unit * (end + more)
        middle = (low + high) / 2
        draw.ellipse((low, low, high, high), fill=255)
        edges = (low, middle) if square == "left" else (middle, high)
        draw.rectangle((edges[0], middle, edges[1], high), fill=255)
        return mask

    image = Image.new("RGBA", (side, side), ground or (0, 0, 0, 0))
    first = bubble(0, 44, square="left")
    first.paste(0, mask=bubble(28, 56, square="right", more=3.5))
    image.paste(BLUE, mask=first)
    image.paste(CORAL, mask=bubble(28, 56, square="right"))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _wordmark(draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
    _write(draw, (left, top + 24), "Dimelo", DISPLAY, 48, INK)
    end = left + _font(DISPLAY, 48).getlength("Dimelo") / SCALE + 6
    _bubble(draw, (end, top + 22, end + 20, top + 42), CORAL, THEIRS, radius=9)


def _answer(draw: ImageDraw.ImageDraw, text: str, *, right: int, top: int) -> None:
    """A blue bubble at the right with the section in it, or the dots of somebody who is writing."""
    height, padding = 76, 36
    width = _font(TEXT, 34).getlength(text) / SCALE if text else 74
    left = right - width - 2 * padding
    _bubble(draw, (left, top, right, top + height), BLUE, OURS)
    if text:
        _write(draw, (left + padding, top + height / 2 + 1), text, TEXT, 34, WHITE)
        return
    for number in range(3):
        x, y = left + padding + 29 * number, top + height / 2 - 8
        draw.ellipse([one * SCALE for one in (x, y, x + 16, y + 16)], fill=WHITE)


def _write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    font: str,
    size: int,
    fill: str,
) -> None:
    """`text` with its middle left at `at` (pixels of the finished picture)."""
    draw.text((at[0] * SCALE, at[1] * SCALE), text, fill, _font(font, size), anchor="lm")


def _bubble(
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    fill: str,
    corners: tuple[bool, bool, bool, bool],
    *,
    radius: int = 32,
    outline: str | None = None,
) -> None:
    """A message: three round corners, one square."""
    draw.rounded_rectangle(
        [one * SCALE for one in box],
        radius=radius * SCALE,
        fill=fill,
        outline=outline,
        width=2 * SCALE if outline else 0,
        corners=corners,
    )


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
