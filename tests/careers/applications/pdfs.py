"""PDFs as many producers write them, object by object where it matters."""

import io
import struct
import zlib

import typst
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject


def pdf_of(body: str, **options) -> bytes:
    """A PDF made with a real typesetter."""
    return typst.compile(body.encode(), **options)


def plain_pdf(
    version: str = "1.4",
    *,
    before_end: bytes = b"",
    objects: tuple[bytes, ...] = (),
    catalog: bytes = b"",
    page: bytes = b"",
    content: bytes | None = None,
) -> bytes:
    """A PDF written by hand, object by object, with a classical table of references."""
    words = (
        content
        if content is not None
        else b"BT /F1 18 Tf 72 720 Td (CV de Camille, HTML/JavaScript) Tj ET"
    )
    numbered = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        b"<< /Length %d >>\nstream\n" % len(words) + words + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    out, places = b"%PDF-" + version.encode() + b"\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(numbered, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(numbered) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(numbered) + 1)
    return out + before_end + b"startxref\n%d\n%%%%EOF\n" % start


def rewritten(content: bytes, change=None, **options) -> bytes:
    """The same PDF written again by another producer."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)), **options)
    if change:
        change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def scan(colour: str = "RGB", size: tuple[int, int] = (1240, 1754), **options) -> bytes:
    """What a scanner makes: a picture for each page and no text."""
    page = Image.new(colour, size, "white" if colour != "1" else 1)
    ImageDraw.Draw(page).text((100, 100), "Curriculum vitae")
    target = io.BytesIO()
    page.save(target, "PDF", **options)
    return target.getvalue()


def embedded(name: str, content: bytes) -> bytes:
    """A PDF that brings a file along, as Europass does with its data."""

    def add(writer: PdfWriter) -> None:
        writer.add_attachment(name, content)

    return rewritten(plain_pdf(), add)


def restricted() -> bytes:
    """Anybody reads it; printing is restricted by an owner's password."""
    return rewritten(plain_pdf(), lambda writer: writer.encrypt("", "owner", algorithm="AES-128"))


def updated() -> bytes:
    """Saved again at its end, as annotation tools do."""
    first = plain_pdf()
    new = (
        b"4 0 obj\n<< /Length 44 >>\nstream\n"
        b"BT /F1 18 Tf 72 700 Td (CV, deux fois) Tj ET   \nendstream\nendobj\n"
    )
    place = len(first)
    previous = first.rindex(b"xref\n0 ")
    table = place + len(new)
    return (
        first
        + new
        + (
            b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (place, previous, table)
        )
    )


def objects_in_streams() -> bytes:
    """References and objects in compressed streams, as every modern producer writes (PDF 1.5)."""
    inner = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    index, body = b"", b""
    for number, one in enumerate(inner, start=1):
        index += b"%d %d " % (number, len(body))
        body += one + b" "
    packed = zlib.compress(index + body)
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    objects = len(out)
    out += (
        b"4 0 obj\n<< /Type /ObjStm /N 3 /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
        % (len(index), len(packed))
    )
    out += packed + b"\nendstream\nendobj\n"
    table = len(out)
    rows = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, objects, 0), (1, table, 0)]
    packed = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    out += (
        b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\n"
        % len(packed)
    )
    out += b"stream\n" + packed + b"\nendstream\nendobj\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def flate_scan() -> bytes:
    """A page of an uncompressed scanner picture: 26 MB in a few kilobytes."""
    width, height = 2480, 3508
    data = zlib.compress(b"\xff" * (width * height * 3), 9)
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n"
        % (width, height, len(data))
        + data
        + b"\nendstream"
    )
    return plain_pdf(objects=(picture,))


def metadata_named_javascript() -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.add_metadata({NameObject("/Title"): TextStringObject("CV /JavaScript /Launch")})

    return rewritten(plain_pdf(), change)
