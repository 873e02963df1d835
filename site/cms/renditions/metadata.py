"""Take out of an image file what does not belong to the picture: place, device, dates, names, comments.

JPEG, PNG and WebP lose those parts byte for byte, so the picture itself is not compressed a second
time. Kept: colour profile and orientation, without which the picture would look different.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image

ORIENTATION = 0x0112
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI"
    b" acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04
_JPEG_ICC = b"ICC_PROFILE\0"


# What Pillow and our own reading raise for a file that is not sound.
UNREADABLE = (
    struct.error,
    IndexError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class DamagedImage(ValueError):
    """The file does not hold together as an image of its format."""


def without_metadata(file: File) -> ContentFile | None:  # type: ignore[type-arg]
    """The same picture without metadata, under the same name; None for a format not treated here.

    Raises DamagedImage when the file ends too early or contradicts itself.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        cleaned = _clean(data)
    except UNREADABLE as error:
        raise DamagedImage(str(error)) from error
    if cleaned is None:
        return None
    return ContentFile(cleaned, name=PurePath(file.name or "image").name)


def _clean(data: bytes) -> bytes | None:
    if data.startswith(b"\xff\xd8\xff"):
        return _clean_jpeg(data)
    if data.startswith(_PNG_START):
        return _clean_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _clean_webp(data)
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return _write_again(data, "AVIF", quality=90)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _write_again(data, "GIF", comment=b"")
    return None


def _write_again(data: bytes, form: str, **options: object) -> bytes | None:
    """For formats whose parts point at each other: decoded and written anew, if there is a need."""
    with Image.open(io.BytesIO(data)) as image:
        carries = {"exif", "xmp", "comment", "XML:com.adobe.xmp"} & set(image.info)
        if not carries and b"XMP DataXMP" not in data:
            return None
        written = io.BytesIO()
        for name in carries:
            del image.info[name]
        animated = getattr(image, "n_frames", 1) > 1
        image.save(written, form, save_all=animated, exif=b"", xmp=b"", **options)
        return written.getvalue()


def _orientation(data: bytes) -> bytes:
    """A TIFF block that says the orientation and nothing else; empty when upright."""
    with Image.open(io.BytesIO(data)) as image:
        value = image.getexif().get(ORIENTATION, 1)
    if value not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, value, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _clean_jpeg(data: bytes) -> bytes:
    pieces = [b"\xff\xd8"]
    if tiff := _orientation(data):
        payload = b"Exif\0\0" + tiff
        pieces.append(b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload)
    for marker, segment in _jpeg_segments(data):
        is_application = 0xE0 <= marker <= 0xEF
        kept = marker in (0xE0, 0xEE) or (marker == 0xE2 and segment[4:].startswith(_JPEG_ICC))
        if marker != 0xFE and (kept or not is_application):
            pieces.append(segment)
    return b"".join(pieces)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment; scans come with their coded data; ends with EOI.

    What follows the end (a film, a second picture) is not part of the picture.
    """
    position = 2
    while True:
        if data[position] != 0xFF:
            raise ValueError("A JPEG segment does not start with a marker.")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = position + 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        if end > len(data):
            raise ValueError("The JPEG file ends too early.")
        yield marker, data[position:end]
        position = end


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the coded data ends: at the next marker that is neither stuffing nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise ValueError("The JPEG file ends too early.")
        following = data[position + 1]
        if following != 0 and following != 0xFF and not 0xD0 <= following <= 0xD7:
            return position
        position += 1 if following == 0xFF else 2


def _clean_png(data: bytes) -> bytes:
    pieces = [_PNG_START]
    tiff = _orientation(data)
    position = len(_PNG_START)
    while True:
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind = data[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(data):
            raise ValueError("The PNG file ends too early.")
        if kind in _PNG_KEPT:
            pieces.append(data[position:end])
        if kind == b"IHDR" and tiff:
            chunk = b"eXIf" + tiff
            pieces.append(
                struct.pack(">I", len(tiff)) + chunk + struct.pack(">I", zlib.crc32(chunk))
            )
        if kind == b"IEND":
            return b"".join(pieces)
        position = end


def _clean_webp(data: bytes) -> bytes:
    tiff = _orientation(data)
    pieces = []
    position = 12
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        (length,) = struct.unpack("<I", data[position + 4 : position + 8])
        end = position + 8 + length + length % 2
        if end > len(data) + 1:
            raise ValueError("The WebP file ends too early.")
        chunk = bytearray(data[position:end])
        if kind == b"VP8X":
            chunk[8] &= ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
            chunk[8] |= _WEBP_HAS_EXIF if tiff else 0
        if kind in _WEBP_KEPT:
            pieces.append(bytes(chunk))
        position = end
    if tiff:
        pieces.append(b"EXIF" + struct.pack("<I", len(tiff)) + tiff + b"\0" * (len(tiff) % 2))
    body = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(body)) + body
