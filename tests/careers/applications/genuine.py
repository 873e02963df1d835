"""Genuine CVs as many producers write them. Everything is made here, nothing is stored."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import typst
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

WORDS = "Camille Dupont, développeuse HTML/JavaScript, DDE du Var, Brest"


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


TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="{kind}"/>{more}</Types>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts, *, method=zipfile.ZIP_DEFLATED, stored: tuple[str, ...] = ()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else method)
    return target.getvalue()


def docx(
    *,
    part="word/document.xml",
    kind=WORD,
    more_types="",
    body="",
    parts=None,
    method=zipfile.ZIP_DEFLATED,
    target="",
    **rest,
) -> bytes:
    """A Word document; `parts` adds entries, `body` goes after the first paragraph."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>'
        f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{body}</w:body></w:document>"
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        f'Target="{target or part}"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(part=part, kind=kind, more=more_types),
            "_rels/.rels": relations,
            part: document,
            **(parts or {}),
        },
        method=method,
        **rest,
    )


def relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId9" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )


ODT = "application/vnd.oasis.opendocument.text"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(*, mimetype: str | None = ODT, body="", doctype="", manifest_more="", parts=None) -> bytes:
    """An OpenDocument text as LibreOffice writes it."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{ODF}:office:1.0" '
        f'xmlns:text="{ODF}:text:1.0" xmlns:script="{ODF}:script:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f'<text:h text:outline-level="1">Camille Dupont</text:h><text:p>{WORDS}</text:p>{body}'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0"?>{doctype}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>{manifest_more}'
        "</manifest:manifest>"
    )
    first = {} if mimetype is None else {"mimetype": mimetype}
    return zipped(
        {**first, "content.xml": content, "META-INF/manifest.xml": manifest, **(parts or {})},
        stored=("mimetype",),
    )


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


def big_picture_png() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((900, 900), 60).convert("RGB").save(target, "PNG")
    return target.getvalue()


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


def ole(*names: str) -> bytes:
    """The beginning of a compound file with these entries."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + entries + struct.pack("<I", 0)


def genuine() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, kind, content): each must be taken."""
    yield "typst", "pdf", pdf_of("= Camille Dupont\n#lorem(200)")
    yield "typst, PDF/A", "pdf", pdf_of('#set document(title: "CV")\n= CV', pdf_standards=["a-2b"])
    yield "several pages", "pdf", pdf_of("= CV\n#pagebreak()\n#lorem(400)\n#pagebreak()\nFin")
    yield "by hand, 1.3", "pdf", plain_pdf("1.3")
    yield "by hand, 1.7", "pdf", plain_pdf("1.7")
    yield "version 2.0", "pdf", plain_pdf("2.0")
    yield "written again", "pdf", rewritten(plain_pdf())
    yield "saved twice", "pdf", updated()
    yield "compressed objects", "pdf", objects_in_streams()
    yield "colour scan", "pdf", scan()
    yield "grey scan", "pdf", scan("L")
    yield "fax scan", "pdf", scan("1")
    yield "scan at 600 dpi", "pdf", scan("L", (4960, 7016))
    yield "flate scan", "pdf", flate_scan()
    yield "owner's password only", "pdf", restricted()
    yield (
        "Europass with data",
        "pdf",
        embedded("attachment.xml", b"<?xml version='1.0'?><europass/>"),
    )
    yield "words like actions", "pdf", metadata_named_javascript()
    yield "link", "pdf", pdf_of('= CV\n#link("https://example.com")[site]')
    yield "trailing line", "pdf", plain_pdf() + b"\r\n\0\0\n"
    yield "wrong place of the table", "pdf", plain_pdf().replace(b"startxref\n", b"startxref\n1")
    yield (
        "local link to a file",
        "pdf",
        plain_pdf(
            page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
            b"/A << /S /GoToR /F (lettre.pdf) /D [0 /Fit] >> >>]"
        ),
    )
    yield "text field", "pdf", plain_pdf(catalog=b"/AcroForm << /Fields [] >>")
    yield "Word", "docx", docx()
    yield "Google Docs, stored", "docx", docx(method=zipfile.ZIP_STORED)
    yield "Word online, other part", "docx", docx(part="word/document2.xml")
    yield "absolute target", "docx", docx(target="/word/document.xml")
    yield (
        "own template",
        "docx",
        docx(
            parts={
                "word/settings.xml": f'<w:settings xmlns:w="{W}"/>',
                "word/_rels/settings.xml.rels": relations(
                    "attachedTemplate", "file:///C:\\\\Users\\\\Camille\\\\Modeles\\\\Normal.dotm"
                ),
            }
        ),
    )
    yield (
        "links",
        "docx",
        docx(
            parts={
                "word/_rels/document.xml.rels": relations("hyperlink", "https://www.example.com/cv")
            }
        ),
    )
    yield (
        "linked picture",
        "docx",
        docx(
            parts={
                "word/_rels/document.xml.rels": relations("image", "https://www.example.com/a.png")
            }
        ),
    )
    yield "picture", "docx", docx(parts={"word/media/image1.png": big_picture_png()})
    yield (
        "chart with its workbook",
        "docx",
        docx(
            parts={
                "word/embeddings/Microsoft_Excel_Worksheet.xlsx": zipped(
                    {"xl/workbook.xml": "<a/>"}
                )
            }
        ),
    )
    yield (
        "fields",
        "docx",
        docx(
            body='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
            '<w:instrText> HYPERLINK "https://x.example" </w:instrText></w:r><w:r>'
            '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
    )
    yield "template file", "docx", docx(kind=WORD.replace("document.main", "template.main"))
    yield (
        "HTML part of a library",
        "docx",
        docx(parts={"word/afchunk.htm": "<html><p>CV</p></html>"}),
    )
    yield "LibreOffice", "odt", odt()
    yield (
        "OpenOffice with a doctype",
        "odt",
        odt(
            doctype="<!DOCTYPE manifest:manifest PUBLIC "
            '"-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
        ),
    )
    yield "without mimetype", "odt", odt(mimetype=None)
    yield "template", "odt", odt(mimetype=ODT + "-template")
    yield (
        "empty library",
        "odt",
        odt(parts={"Basic/script-lc.xml": "<a/>", "Thumbnails/thumbnail.png": big_picture_png()}),
    )
    yield (
        "table and list",
        "odt",
        odt(body="<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"),
    )
