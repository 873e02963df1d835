"""What is made of the versions: the PDF, the comparison, the feed of what changed."""

import io
import re
from datetime import date

import pypdf
import time_machine
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Locale

from outbox.delivering import drain
from outbox.models import Delivery
from policy.documents.comparing import State, compare
from policy.models import PolicyPage, PolicyVersion, VersionPdf, VersionText
from policy.pdf.keeping import CHANNEL
from policy.pdf.making import make
from policy.services import enter_in_archive, freeze
from privacy.models import RetentionLength
from tests.policy.starting import policy_site

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
TODAY = date(2026, 11, 23)


class Files(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        policy_site()

    def setUp(self) -> None:
        clock = time_machine.travel(TODAY, tick=False)
        clock.start()
        self.addCleanup(clock.stop)


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def make_pdfs() -> None:
    """What the worker does now."""
    Delivery.objects.filter(channel=CHANNEL).update(next_attempt_at=timezone.now())
    drain(only=CHANNEL)


class PdfTest(Files):
    def setUp(self) -> None:
        super().setUp()
        make_pdfs()

    def test_until_the_worker_has_made_it_visitors_are_told_and_none_of_them_makes_it(self) -> None:
        VersionPdf.objects.all().delete()
        path = "/en/privacy/versions/2.0/pdf/"
        answer = self.client.get(path)
        assert answer.status_code == 503
        assert not VersionPdf.objects.exists()
        assert answer["Retry-After"] == "60"
        assert "The PDF is being made" in answer.content.decode()
        make_pdfs()
        assert self.client.get(path)["Content-Type"] == "application/pdf"

    def test_it_is_tagged_has_bookmarks_and_its_language_in_both_languages(self) -> None:
        for path, language in (("/confidentialite/", "fr"), ("/en/privacy/", "en")):
            answer = self.client.get(f"{path}versions/2.0/pdf/")
            assert answer["Content-Type"] == "application/pdf"
            assert answer["Content-Disposition"].startswith("attachment;")
            reader = opened(answer.content)
            root = reader.trailer["/Root"]
            assert root["/MarkInfo"]["/Marked"]
            assert "/StructTreeRoot" in root
            assert root["/Lang"].startswith(language)
            assert root["/ViewerPreferences"]["/DisplayDocTitle"]
            assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
            text = VersionText.objects.get(version__number="2.0", language=language)
            titles = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
            assert titles == [one["text"] for one in text.contents if one["level"] == 2]

    def test_it_says_what_the_page_says_and_holds_no_address(self) -> None:
        text = VersionText.objects.get(version__number="2.0", language="fr")
        said = words(" ".join(page.extract_text() for page in opened(make(text)).pages))
        assert ADDRESS.findall(said) == []
        soup = BeautifulSoup(text.html, "html.parser")
        for tag in soup.find_all(["h2", "h3", "th"]):
            # Lines break within words such as "__Host-consent".
            assert re.sub(r"\s", "", tag.get_text()) in re.sub(r"\s", "", said), tag
        assert "12 mois à compter de notre réponse" in said
        assert "dpo [arobase] dimelo [point] com" in said

    def test_the_same_content_is_the_same_bytes_and_words_are_no_instructions(self) -> None:
        version = enter_in_archive(
            number="1.2",
            effective_on=date(2018, 7, 1),
            author="WAC",
            comment={"fr": "Une version.", "en": "A version."},
        )
        text = VersionText(
            version=version,
            language="fr",
            title="#title * _ $x$ \\ <a>",
            html='<h2>#sys.inputs</h2><p>= pas un titre $ #read("x")</p><ul><li>* @ref</li></ul>',
            hash="0" * 64,
        )
        first, second = make(text), make(text)
        assert first == second
        said = words(opened(first).pages[-1].extract_text())
        assert '= pas un titre $ #read("x")' in said

    def test_who_has_it_already_is_told_so_and_what_is_not_there_is_404(self) -> None:
        path = "/confidentialite/versions/2.0/pdf/"
        etag = self.client.get(path)["ETag"]
        assert self.client.get(path, headers={"if-none-match": etag}).status_code == 304
        assert self.client.get("/confidentialite/versions/1.12/pdf/").status_code == 404


class ComparisonTest(Files):
    def test_words_are_compared_within_a_passage_that_moved(self) -> None:
        older = "<h2>Durée</h2><p>Nous gardons les CV six mois.</p><p>Rien d’autre.</p>"
        newer = "<h2>Durée</h2><p>Une phrase ajoutée ici.</p><p>Nous gardons les CV trois mois.</p>"
        comparison = compare(older, newer)
        (changed,) = [one for one in comparison.pieces if one.state is State.CHANGED]
        assert [(run.state.value, run.text) for run in changed.runs] == [
            ("same", "Nous gardons les CV "),
            ("removed", "six"),
            ("added", "trois"),
            ("same", " mois."),
        ]
        assert (comparison.changed, comparison.added, comparison.removed) == (1, 1, 1)

    def test_a_link_that_leads_elsewhere_is_a_change_and_its_addresses_are_shown(self) -> None:
        older = '<p>La <a href="https://old.example/">CNIL</a> vous répond.</p><p>Rien.</p>'
        newer = '<p>La <a href="https://new.example/">CNIL</a> vous répond.</p><p>Rien.</p>'
        comparison = compare(older, newer)
        assert (comparison.changed, comparison.added, comparison.removed) == (1, 0, 0)
        html = render_to_string("policy/comparison.html", {"comparison": comparison})
        said = BeautifulSoup(html, "html.parser").find(class_="compare__target")
        assert "Lien « CNIL » :" in said.get_text().replace("\xa0", " ")
        assert "https://old.example/" in said.find("del").get_text()
        assert "https://new.example/" in said.find("ins").get_text()

    def test_nothing_is_lost_in_a_comparison(self) -> None:
        text = VersionText.objects.get(version__number="2.0", language="fr")
        other = text.html.replace("données", "informations", 40).replace("<p>", "<p>Ainsi, ", 9)
        pieces = compare(text.html, other).pieces
        for wanted, gone in ((text.html, State.ADDED), (other, State.REMOVED)):
            shown = " ".join(
                "".join(run.text for run in piece.runs if run.state is not gone)
                for piece in pieces
                if piece.state is not gone
            )
            soup = BeautifulSoup(wanted, "html.parser")
            expected = re.findall(r"\w+", soup.get_text(" "))
            assert sorted(re.findall(r"\w+", shown)) == sorted(expected)

    def test_two_versions_are_compared_on_a_page_that_can_be_heard(self) -> None:
        page = PolicyPage.objects.get(locale__language_code="fr")
        page.body[0].value["heading"] = "Qui nous sommes"
        page.save_revision()
        RetentionLength.objects.create(rule="rights-answered", length=6)
        freeze(
            number="2.1",
            effective_on=TODAY,
            author="ALE",
            comment={"fr": "Plus court.", "en": "Shorter."},
        )
        led = self.client.get("/confidentialite/differences/?a=2.0&b=2.1")
        assert led["Location"] == "/confidentialite/differences/2.0/2.1/"
        soup = BeautifulSoup(self.client.get(led["Location"]).content, "html.parser")
        assert "12 mois → 6 mois" in words(soup.main.get_text(" "))
        assert (
            soup.select_one(".compare del .hidden-visually").get_text(strip=True)
            == "[retiré\u00a0:"
        )
        assert (
            soup.select_one(".compare ins .hidden-visually").get_text(strip=True)
            == "[ajouté\u00a0:"
        )
        assert "nous sommes" in words(soup.select_one(".compare").get_text(" "))
        assert soup.select_one("[role=status]").get_text(strip=True)

    def test_a_version_without_text_says_so_and_an_unknown_one_is_404(self) -> None:
        answer = self.client.get("/confidentialite/differences/1.12/2.0/")
        assert "la version 1.12" in words(answer.content.decode())
        assert self.client.get("/confidentialite/differences/2.0/9.9/").status_code == 404
        assert self.client.get("/confidentialite/differences/").status_code == 200

    def test_a_site_without_any_version_still_answers(self) -> None:
        french = Locale.objects.get(language_code="fr")
        assert PolicyVersion.objects.count() == 8
        VersionText.objects.all().delete()
        assert self.client.get("/confidentialite/differences/").status_code == 200
        assert PolicyPage.objects.filter(locale=french).exists()
