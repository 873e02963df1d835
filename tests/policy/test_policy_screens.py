"""The screens by which the DPO and Marketing publish, and by which the archive is loaded."""

import io
import re
import zipfile
from datetime import date, timedelta

import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from consent import trackers
from consent.models import Activation
from policy.models import PolicyPage, PolicyVersion, VersionText
from privacy.models import RetentionLength
from tests.accounts.conftest import PASSWORD, code_for, enrol, secret_of
from tests.policy.starting import policy_site

TODAY = date(2026, 11, 23)
SENTENCE = "Nous gardons les données pour la durée dite, puis elles sont effacées. "


class Screens(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        policy_site()
        apply_roles()

    def setUp(self) -> None:
        clock = time_machine.travel(TODAY, tick=False)
        clock.start()
        self.addCleanup(clock.stop)
        self.addCleanup(trackers.forget)

    def staff(self, role: str) -> Client:
        """Somebody of this role, signed in by the door with the second factor."""
        user = User.objects.create_user(f"{role}@example.com", PASSWORD)
        set_roles(by=None, user=user, roles=[role])
        enrol(user)
        client = Client()
        client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
        client.post("/admin/second-factor/", {"code": code_for(secret_of(user))})
        return client

    def text(self, answer) -> str:
        soup = BeautifulSoup(answer.content, "html.parser")
        return re.sub(r"\s+", " ", (soup.main or soup).get_text(" "))


class PublishTest(Screens):
    fields = {
        "number": "2.1",
        "effective_on": "2026-11-23",
        "author": "ALE",
        "comment_fr": "Durée plus courte.",
        "comment_en": "Shorter.",
    }

    def seen(self, answer) -> str:
        return re.search(r'name="seen" value="(\w+)"', answer.content.decode()).group(1)

    def test_only_the_dpo_and_marketing_see_the_screens(self) -> None:
        for role in ("redaction", "rh", "entretien", "administration"):
            client = self.staff(role)
            for name in ("index", "publish", "archive", "import", "notices"):
                answer = client.get(reverse(f"policy_versions:{name}"))
                assert answer.status_code == 302, (role, name)
            there = client.get(reverse("policy_versions:version", args=["2.0"]))
            missing = client.get(reverse("policy_versions:version", args=["9.9"]))
            assert (there.status_code, there["Location"]) == (
                missing.status_code,
                missing["Location"],
            )
        for role in ("dpo", "marketing"):
            assert self.staff(role).get(reverse("policy_versions:index")).status_code == 200

    def test_a_minor_change_is_looked_at_and_published_in_both_languages(self) -> None:
        client = self.staff("dpo")
        RetentionLength.objects.create(rule="rights-answered", length=3)
        assert "12 mois → 3 mois" in self.text(client.get(reverse("policy_versions:index")))
        assert "12 mois → 3 mois" in client.get("/admin/").content.decode()
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        assert "12 mois → 3 mois" in self.text(review)
        assert not PolicyVersion.objects.filter(number="2.1").exists()
        done = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert done["Location"] == reverse("policy_versions:version", args=["2.1"])
        version = PolicyVersion.objects.get(number="2.1")
        assert (version.change, version.author) == ("minor", "ALE")
        assert version.published_by.email == "dpo@example.com"
        assert version.texts.count() == 2
        assert "12 mois → 3 mois" in self.text(client.get(done["Location"]))
        assert "3 mois à compter" in self.client.get("/confidentialite/").content.decode()

    def test_a_material_change_demands_that_those_concerned_be_told(self) -> None:
        client = self.staff("marketing")
        Activation.objects.create(service="youtube", switched_on=True)
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        assert "YouTube" in self.text(review)
        assert "les visiteurs" in self.text(review)
        refused = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert refused.status_code == 200
        assert not PolicyVersion.objects.filter(number="2.1").exists()
        done = client.post(path, {**self.fields, "seen": self.seen(refused), "told": "1"})
        assert done.status_code == 302
        version = PolicyVersion.objects.get(number="2.1")
        assert version.change == "material"
        assert [line["service"] for line in version.told] == ["youtube"]

    def test_what_has_changed_since_it_was_looked_at_is_shown_again(self) -> None:
        client = self.staff("dpo")
        path = reverse("policy_versions:publish")
        review = client.post(path, self.fields)
        RetentionLength.objects.create(rule="rights-answered", length=3)
        again = client.post(path, {**self.fields, "seen": self.seen(review)})
        assert again.status_code == 200
        assert "12 mois → 3 mois" in self.text(again)
        assert not PolicyVersion.objects.filter(number="2.1").exists()

    def test_numbers_go_up_and_no_version_applies_to_the_past(self) -> None:
        client = self.staff("dpo")
        path = reverse("policy_versions:publish")
        for changes in (
            {"number": "2.0"},
            {"number": "1.99"},
            {"number": "two"},
            {"number": "2.1\x00"},
            {"effective_on": "2026-11-22"},
            {"effective_on": "2018-11-22"},
            {"author": ""},
            {"comment_en": ""},
        ):
            answer = client.post(path, {**self.fields, **changes, "seen": "x", "told": "1"})
            assert answer.status_code in (200, 400), changes
        assert PolicyVersion.objects.filter(origin="site").count() == 1

    def test_the_editor_saves_drafts_and_leads_to_the_screen(self) -> None:
        client = self.staff("dpo")
        page = PolicyPage.objects.get(locale__language_code="fr")
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        html = editor.content.decode()
        assert 'name="action-publish"' not in html
        assert reverse("policy_versions:publish") in html
        preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert "12 mois à compter de notre réponse" in preview.content.decode()

    def test_a_draft_is_compared_with_what_is_published(self) -> None:
        client = self.staff("dpo")
        page = PolicyPage.objects.get(locale__language_code="fr")
        page.body[0].value["heading"] = "Qui nous sommes"
        page.save_revision()
        assert "passages modifiés : 1" in self.text(client.get(reverse("policy_versions:index")))
        shown = client.get(reverse("policy_versions:draft", args=["fr"]))
        assert "nous sommes" in self.text(shown)
        assert client.get(reverse("policy_versions:draft", args=["de"])).status_code == 404

    def test_the_notice_of_a_record_is_found_by_its_hash(self) -> None:
        client = self.staff("dpo")
        from privacy.register import notice_for

        shown = notice_for("rights").hash
        answer = client.get(reverse("policy_versions:notices"), {"hash": shown[:16]})
        assert "version 2.0" in self.text(answer)
        assert client.get(reverse("policy_versions:notices"), {"hash": "\x00é"}).status_code < 500


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
