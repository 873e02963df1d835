"""The places where pages show images, and the files each place needs. Declared once, here."""

from dataclasses import dataclass

MIME_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
EVERYWHERE = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class Size:
    """One size in pixels: a width; or with a height the box that is filled, or only fitted into."""

    width: int
    height: int | None = None
    fitted: bool = False

    @property
    def operation(self) -> str:
        """In Wagtail's filter language. None of them ever enlarges an image.

        Filling crops to the proportions of the box, around the focal point.
        """
        if self.height is None:
            return f"width-{self.width}"
        return f"{'max' if self.fitted else 'fill'}-{self.width}x{self.height}"

    def takes_all(self, width: int, height: int) -> bool:
        """Whether an image of this size comes out unchanged in scale: larger sizes add nothing."""
        if self.height is None:
            return self.width >= width
        if self.fitted:
            return self.width >= width and self.height >= height
        return self.width >= width or self.height >= height


@dataclass(frozen=True)
class Profile:
    """A place for images: its sizes from small to large, its formats from best to safest.

    `sizes`: how wide the image is shown, for the browser to choose (HTML attribute `sizes`).
    """

    name: str
    renditions: tuple[Size, ...]
    sizes: str
    formats: tuple[str, ...] = EVERYWHERE

    def specs(self, width: int, height: int) -> dict[str, tuple[str, ...]]:
        """Format -> filter specifications for an image of this size, small to large.

        A size larger than the image is left out, except the first of them: it gives the image in
        its own size.
        """
        wanted: list[Size] = []
        for size in self.renditions:
            wanted.append(size)
            if size.takes_all(width, height):
                break
        return {
            form: tuple(f"{size.operation}|format-{form}" for size in wanted)
            for form in self.formats
        }


# The same widths everywhere, so that one file serves several places; twice the largest place on a
# fine screen is 1440.
_WIDTHS = (Size(480), Size(960), Size(1440))
PROFILES = {
    profile.name: profile
    for profile in (
        Profile("hero", _WIDTHS, "100vw"),
        Profile("wide", _WIDTHS, "(width >= 56rem) 52rem, 100vw"),
        Profile("card", _WIDTHS, "(width >= 56rem) 24rem, 100vw"),
        Profile("portrait", (Size(120, 120), Size(480, 480)), "10rem"),
        # A logo may be transparent, which JPEG cannot be.
        Profile(
            "logo",
            (Size(160, 80, fitted=True), Size(320, 160, fitted=True)),
            "10rem",
            ("avif", "webp", "png"),
        ),
        # Networks read neither AVIF nor srcset: one file (Open Graph, 1200 × 630).
        Profile("social", (Size(1200, 630),), "1200px", ("jpeg",)),
    )
}


def all_specs(width: int, height: int) -> tuple[str, ...]:
    """Every file that an image of this size needs, each once."""
    found: dict[str, None] = {}
    for profile in PROFILES.values():
        for specs in profile.specs(width, height).values():
            found.update(dict.fromkeys(specs))
    return tuple(found)
