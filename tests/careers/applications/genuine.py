"""Genuine CVs as many producers write them. Everything is made here, nothing is stored."""

import zipfile
from collections.abc import Iterator

from tests.careers.applications.office import (
    ODT,
    WORD,
    W,
    big_picture_png,
    docx,
    odt,
    relations,
    zipped,
)
from tests.careers.applications.pdfs import (
    embedded,
    flate_scan,
    metadata_named_javascript,
    objects_in_streams,
    pdf_of,
    plain_pdf,
    restricted,
    rewritten,
    scan,
    updated,
)

__all__ = ["big_picture_png", "docx", "genuine", "pdf_of", "plain_pdf"]


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
