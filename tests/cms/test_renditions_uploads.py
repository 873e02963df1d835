"""What staff may upload as an image, and what is taken out of it."""

import io
import struct
import zlib

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from wagtail.images.forms import get_image_form

from cms.models import SiteImage
from cms.renditions.metadata import DamagedImage, without_metadata

SECRET = "ZZPII7f3"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photograph(form: str, *, orientation: int = 1, size=(80, 40)) -> bytes:
    """What a telephone writes: where, with what, by whom, and which side is up."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET  # maker
    exif[0x8298] = SECRET  # copyright
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)  # latitude
    options = {"exif": exif}
    if form == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", SECRET)
    if form == "JPEG":
        options["comment"] = SECRET
    if form in ("WEBP", "AVIF", "JPEG"):
        options["xmp"] = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def stored(data: bytes, name: str) -> bytes:
    image = SiteImage.objects.create(title="x", file=ImageFile(io.BytesIO(data), name=name))
    with image.file.open() as file:
        content = file.read()
    assert image.file_size == len(content)
    return content


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_device_and_names_are_taken_out_of_the_original(db, form, orientation):
    data = photograph(form, orientation=orientation)
    assert SECRET.encode() in data
    kept = stored(data, f"photo.{form.lower().replace('jpeg', 'jpg')}")
    assert SECRET.encode() not in kept
    with Image.open(io.BytesIO(kept)) as image:
        image.load()
        exif = image.getexif()
        assert set(exif) <= {0x0112}
        assert not exif.get_ifd(0x8825)
        if form in ("JPEG", "WEBP"):
            assert exif.get(0x0112, 1) == orientation, "the picture still stands upright"


def test_the_picture_itself_is_not_compressed_again(db):
    data = photograph("JPEG")
    with (
        Image.open(io.BytesIO(data)) as before,
        Image.open(io.BytesIO(stored(data, "a.jpg"))) as after,
    ):
        assert before.tobytes() == after.tobytes()


def test_the_colour_profile_stays(db):
    profile = b"\0" * 128 + b"profile"
    written = io.BytesIO()
    Image.new("RGB", (20, 20)).save(written, "JPEG", icc_profile=profile, quality=90)
    with Image.open(io.BytesIO(stored(written.getvalue(), "a.jpg"))) as image:
        assert image.info["icc_profile"] == profile


def test_what_hangs_behind_a_picture_is_cut_off(db):
    assert SECRET.encode() not in stored(photograph("JPEG") + b"film " + SECRET.encode(), "a.jpg")
    assert SECRET.encode() not in stored(photograph("PNG") + SECRET.encode(), "a.png")


def test_a_gif_loses_its_comment(db):
    written = io.BytesIO()
    frames = [Image.new("P", (20, 20), color) for color in (0, 1)]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], comment=SECRET.encode())
    kept = stored(written.getvalue(), "a.gif")
    assert SECRET.encode() not in kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_cut_or_changed_file_does_more_than_be_refused(form):
    data = photograph(form)
    for cut in range(12, len(data), 7):
        for broken in (data[:cut], data[:cut] + b"\xff" + data[cut + 1 :]):
            try:
                without_metadata(ImageFile(io.BytesIO(broken), name="x"))
            except DamagedImage:
                continue


def errors(data: bytes, name: str) -> list[str]:
    form = get_image_form(SiteImage)(
        {"title": "x", "collection": 1}, {"file": SimpleUploadedFile(name, data)}
    )
    form.is_valid()
    return [str(error) for error in form.errors.get("file", [])]


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 pixels on each side."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"not an image", "a.jpg"),
        (b"", "a.jpg"),
        (bomb(), "a.png"),
        (photograph("JPEG")[:-200], "a.jpg"),
        (photograph("PNG")[:-40], "a.png"),
        (photograph("PNG"), "a.jpg"),
        (photograph("JPEG") + b"\0" * 11 * 1024 * 1024, "a.jpg"),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_no_sound_image_is_refused_with_a_reason(db, data, name):
    assert errors(data, name)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_sound_image_is_taken(db, form):
    assert errors(photograph(form), f"a.{form.lower().replace('jpeg', 'jpg')}") == []
