"""What can be shown of an image right now, without asking the database or making anything."""

from dataclasses import dataclass

from django.templatetags.static import static

from cms.models.images import SiteImage, SiteRendition

from .crops import focus_of
from .profiles import MIME_TYPES, PROFILES, Profile

# An original may stand in for its renditions when it is no heavier than one of them would be.
SMALL_BYTES = 200_000
SMALL_WIDTH = 2000
STAND_IN = "cms/picture-pending.svg"


@dataclass(frozen=True)
class File:
    """A file that is there: its address and size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    """One format of a picture, small to large."""

    mime_type: str
    files: tuple[File, ...]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{file.url} {file.width}w" for file in self.files)


@dataclass(frozen=True)
class Picture:
    """An image as it can be shown in a place; the last source is the one every browser reads.

    `focus`: the focal point in tenths of the image (crops.py), for a place that cuts what it shows.
    `pending`: the worker has not made the files yet, `sources` is empty and `file` stands in.
    """

    file: File
    sources: tuple[Source, ...]
    alt: str
    sizes: str
    focus: tuple[int, int] | None = None
    pending: bool = False


def picture(image: SiteImage, profile_name: str) -> Picture:
    """`image` in the place called `profile_name` (cms.renditions.profiles).

    Raises KeyError for a place that is not declared.
    """
    profile = PROFILES[profile_name]
    sources = _sources(image, profile)
    alt = alternative_text(image)
    focus = focus_of(image)
    if not sources:
        return Picture(_stand_in(image, profile), (), alt, profile.sizes, focus, pending=True)
    return Picture(sources[-1].files[-1], sources, alt, profile.sizes, focus)


def ready_file(image: SiteImage | None, profile_name: str) -> File | None:
    """The largest safe file of the image in a place (for Open Graph), or None while there is none."""
    if image is None:
        return None
    sources = _sources(image, PROFILES[profile_name])
    return sources[-1].files[-1] if sources else None


def alternative_text(image: SiteImage) -> str:
    """What stands for the image in words: of this very place, else the image's own, else nothing.

    Never the title: it is a file name more often than not.
    """
    if image.decorative:
        return ""
    return (image.contextual_alt_text or image.description or "").strip()


def _sources(image: SiteImage, profile: Profile) -> tuple[Source, ...]:
    """Every format with its files; nothing unless the safest format is there."""
    if image.prepared.get("original") != image.file.name:
        return ()
    ready = image.prepared["files"]
    storage = SiteRendition._meta.get_field("file").storage
    sources = []
    for form, specs in profile.specs(image.width, image.height).items():
        files: dict[int, File] = {}
        for spec in specs:
            if spec in ready:
                name, width, height = ready[spec]
                files.setdefault(width, File(storage.url(name), width, height))
        if files:
            sources.append(Source(MIME_TYPES[form], tuple(files.values())))
    safest = MIME_TYPES[profile.formats[-1]]
    return tuple(sources) if sources and sources[-1].mime_type == safest else ()


def _stand_in(image: SiteImage, profile: Profile) -> File:
    """A small original as it is, or a plain field of the same proportions."""
    size = image.file_size
    if size is not None and size <= SMALL_BYTES and image.width <= SMALL_WIDTH:
        return File(image.file.url, image.width, image.height)
    largest = profile.renditions[-1]
    width = min(largest.width, image.width)
    proportion = image.height / image.width
    if largest.height and not largest.fitted:
        proportion = largest.height / largest.width
    return File(static(STAND_IN), width, max(1, round(width * proportion)))
