"""Word's and LibreOffice's files, part by part."""

import io
import struct
import zipfile

from PIL import Image

WORDS = "Camille Dupont, développeuse HTML/JavaScript, DDE du Var, Brest"


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


def big_picture_png() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((900, 900), 60).convert("RGB").save(target, "PNG")
    return target.getvalue()


def ole(*names: str) -> bytes:
    """The beginning of a compound file with these entries."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + entries + struct.pack("<I", 0)
