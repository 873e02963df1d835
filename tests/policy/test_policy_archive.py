"""The screens by which the company loads the archive of its policy: documents whole, or refused."""

import io
import re
import zipfile
from datetime import timedelta

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from outbox.delivering import drain
from policy.models import PolicyVersion, VersionText
from tests.policy.screens import Screens

SENTENCE = "Nous gardons les données pour la durée dite, puis elles sont effacées. "


def markdown() -> str:
    """3,000 words and more under nested headings, with lists, a table, links and what must go."""
    parts = ["# Politique de confidentialité\n"]
    for chapter in range(1, 9):
        parts.append(f"## Chapitre {chapter}\n\n{SENTENCE * 11}\n")
        for section in range(1, 4):
            parts.append(f"### Section {chapter}.{section}\n\n{SENTENCE * 5}\n")
            parts.append(
                f"#### Détail {chapter}.{section}\n\n- un point\n- un *autre*\n\n{SENTENCE}\n"
            )
    parts.append("| Donnée | Durée |\n|---|---|\n| CV | six mois |\n")
    parts.append("Voir [la CNIL](https://www.cnil.fr/), ou dpo@dimelo.com.\n")
    parts.append("<script>alert('non')</script><style>p{}</style>\n")
    return "\n".join(parts)


def word_document(html: str) -> bytes:
    """A Word document with the headings, paragraphs, lists and tables of some HTML."""
    soup = BeautifulSoup(html, "html.parser")
    body = []
    for tag in soup.find_all(["h1", "h2", "h3", "h4", "p", "li", "table"]):
        if tag.name == "table":
            rows = "".join(
                "<w:tr>"
                + "".join(
                    f"<w:tc>{_paragraph(c.get_text())}</w:tc>" for c in row.find_all(["td", "th"])
                )
                + "</w:tr>"
                for row in tag.find_all("tr")
            )
            body.append(f"<w:tbl>{rows}</w:tbl>")
        elif tag.find_parent("table") is None:
            style = f"Heading{tag.name[1]}" if tag.name[0] == "h" else ""
            body.append(_paragraph(tag.get_text(), style))
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in range(1, 5)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/vnd.openxml'
            f'formats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{word}.document.main+xml"/><Override PartName="/word/styles.xml" '
            f'ContentType="{word}.styles+xml"/></Types>',
        )
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
        )
        parts.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/styles" '
            f'Target="styles.xml"/></Relationships>',
        )
        parts.writestr("word/styles.xml", f"<w:styles {space}>{names}</w:styles>")
        parts.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>",
        )
    return target.getvalue()


def _row(row) -> str:
    cells = [_paragraph(cell.get_text()) for cell in row.find_all(["td", "th"])]
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


class ImportTest(Screens):
    def bring(self, name: str, content: bytes, language: str = "fr"):
        version = PolicyVersion.objects.get(number="1.12")
        return self.dpo.post(
            reverse("policy_versions:import"),
            {
                "version": version.pk,
                "language": language,
                "document": SimpleUploadedFile(name, content),
            },
        )

    def setUp(self) -> None:
        super().setUp()
        self.dpo = self.staff("dpo")

    def test_a_document_of_3000_words_arrives_whole_in_each_form(self) -> None:
        from markdown_it import MarkdownIt

        source = markdown()
        html = MarkdownIt("commonmark").enable("table").render(source)
        plain = BeautifulSoup(html, "html.parser")
        for tag in plain(["script", "style"]):
            tag.decompose()
        page = f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>"
        forms = {
            "politique.md": source.encode(),
            "politique.html": page.encode(),
            "politique.docx": word_document(str(plain)),
        }
        expected = len(re.findall(r"\w+", plain.get_text(" ")))
        assert expected >= 3000
        for name, content in forms.items():
            answer = self.bring(name, content)
            assert answer.status_code == 302, (name, self.text(answer))
            text = VersionText.objects.get(version__number="1.12", language="fr")
            soup = BeautifulSoup(text.html, "html.parser")
            # The title, and an address told in words instead of its own.
            words = len(re.findall(r"\w+", soup.get_text(" "))) + 3
            assert words >= expected, name
            assert text.title == "Politique de confidentialité"
            levels = [tag.name for tag in soup.find_all(re.compile("^h[1-6]$"))]
            assert levels[:5] == ["h2", "h3", "h4", "h3", "h4"], name
            assert len(levels) == 8 * 7
            assert soup.find("table").get_text(" ", strip=True).startswith("Donnée Durée CV")
            assert "alert" not in text.html
            assert "@" not in text.html
            shown = self.client.get("/confidentialite/versions/1.12/").content.decode()
            assert "Section 8.3" in shown
            drain(only="policy.pdfs")
            assert self.client.get("/confidentialite/versions/1.12/pdf/").status_code == 200

    def test_links_and_lists_are_kept_and_what_runs_is_dropped(self) -> None:
        self.bring(
            "a.html",
            b"<body><h1>T</h1><p onclick=x()>Bon <a href='https://www.cnil.fr/' target=_blank>lien</a>"
            b" et <a href='javascript:alert(1)'>autre</a></p><ol start=3><li>trois</li></ol>"
            b"<iframe src=//evil.example></iframe><img src=x onerror=y()><svg><script>z()</script></svg>",
        )
        html = VersionText.objects.get(version__number="1.12").html
        assert '<a href="https://www.cnil.fr/">lien</a>' in html
        assert '<ol start="3"><li>trois</li></ol>' in html
        for gone in ("onclick", "javascript", "iframe", "img", "script", "z()"):
            assert gone not in html

    def test_a_damaged_document_is_refused_with_a_reason_and_nothing_is_stored(self) -> None:
        whole = word_document("<h1>T</h1><p>Un texte.</p>")
        broken = bytearray(whole)
        place = whole.index(b"word/document.xml") + 40
        broken[place : place + 30] = b"\x00" * 30
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
        refused = {
            "half.docx": whole[: len(whole) // 2],
            "broken.docx": bytes(broken),
            "old.docx": old,
            "zip.docx": _zip({"readme.txt": b"x"}),
            "xml.docx": _zip({"word/document.xml": b"<w:document"}),
            "bomb.docx": _zip({"word/document.xml": b"0" * 70_000_000}),
            "entity.docx": _zip({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "half.html": b"<html><body><p>Un texte qui s'arr",
            "binary.html": b"<p>\x00\x01\x02",
            "words.html": b"no markup at all",
            "latin.md": "Été".encode("latin-1"),
            "binary.md": b"abc\x00def",
            "empty.md": b"  \n",
            "nothing.md": b"---\n",
            "scan.pdf": b"%PDF-1.7",
            "noname": b"text",
        }
        for name, content in refused.items():
            answer = self.bring(name, content)
            assert answer.status_code == 200, name
            soup = BeautifulSoup(answer.content, "html.parser")
            told = " ".join(one.get_text(strip=True) for one in soup.select(".w-field__errors"))
            assert len(told) > 20, name
        assert not VersionText.objects.filter(version__number="1.12").exists()

    def test_an_old_version_is_entered_then_given_its_text_and_one_of_ours_is_not(self) -> None:
        fields = {
            "number": "1.2",
            "effective_on": "2018-08-01",
            "applied": "on",
            "author": "WAC",
            "comment_fr": "Oubliée.",
            "comment_en": "Forgotten.",
        }
        done = self.dpo.post(reverse("policy_versions:archive"), fields)
        assert done["Location"].endswith("?version=1.2")
        assert "1.2" in self.client.get("/confidentialite/").content.decode()
        late = (timezone.localdate() + timedelta(days=1)).isoformat()
        for changes in ({"number": "1.2"}, {"number": "1.3", "effective_on": late}):
            answer = self.dpo.post(reverse("policy_versions:archive"), {**fields, **changes})
            assert answer.status_code == 200
        ours = PolicyVersion.objects.get(number="2.0")
        answer = self.dpo.post(
            reverse("policy_versions:import"),
            {
                "version": ours.pk,
                "language": "fr",
                "document": SimpleUploadedFile("a.md", b"# A\n\nb"),
            },
        )
        assert answer.status_code == 200
        assert VersionText.objects.filter(version=ours, imported_at__isnull=False).count() == 0


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
