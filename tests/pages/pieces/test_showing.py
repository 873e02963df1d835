"""What is written once stands on many pages, in the language of each."""

import pytest
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from outbox.delivering import drain
from pages.pieces.models import GlossaryTerm
from pages.search import search_site
from tests.careers.test_publication import said
from tests.cms.conftest import site
from tests.config.pagecache.conftest import store, visitor
from tests.pages.pieces.making import made, pieces_for, text

__all__ = ["made", "site", "store", "visitor"]  # the fixtures


def test_each_page_shows_the_pieces_in_its_language(site, made):
    client = Client()
    html = said(client.get("/aide/"))
    for words in ("Réponse en deux jours.", "Par où vient un message.", "Deux ans."):
        assert words in html
    assert '<div id="terme-canal"><dt>Canal</dt>' in html
    assert "<details>" in html
    assert "<summary>Combien de temps" in html
    english = said(client.get("/en/help/"))
    for words in ("Answer in two days.", "Where a message comes from.", "Two years."):
        assert words in english
    made.twins["frequentquestion"].delete()
    made.twins["glossaryterm"].delete()
    assert '<details lang="fr">' in said(client.get("/en/help/")), (
        "better than nothing, and said so"
    )
    made.shared.delete()
    assert client.get("/aide/").status_code == 200


def test_a_glossary_without_anything_to_show_is_refused():
    from pages.pieces.blocks import GlossaryBlock

    block = GlossaryBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"heading": "", "topic": None, "chosen": []}))
    assert "topic" in refused.value.block_errors


def test_the_search_finds_a_page_by_what_it_shows_of_pieces(site, made):
    def found(words: str, language: str = "fr") -> list[str]:
        hits = search_site(query=words, page_number="1", language=language).items
        return [hit.title for hit in hits]

    drain()
    assert found("jours") == ["Aide"]
    assert found("channel", "en") == ["Help"]
    assert found("canal", "en") == []
    made.shared.body = text("Réponse dans la semaine.")
    made.shared.save()
    drain()
    assert (found("jours"), found("semaine")) == ([], ["Aide"])
    made.term.delete()
    drain()
    assert found("canal") == []


def test_kept_pages_show_a_change_at_the_next_request(store, visitor):
    from tests.factories.small_site import small_site

    site = small_site()
    made = pieces_for(site)
    pages = ["/aide/", "/en/help/", "/a-propos/"]
    visitor.keeps(*pages)
    assert visitor.keeps(*pages) == pages
    made.shared.body = text("Réponse dans l’heure.")
    made.shared.save()
    # The English page asked for the French text, of which it shows the translation.
    assert visitor.keeps(*pages) == ["/a-propos/"]
    assert "Réponse dans l’heure." in visitor.get("/aide/").content.decode()
    GlossaryTerm.objects.create(
        term="Fil", definition="<p>Une suite.</p>", topic=made.topic, locale=made.topic.locale
    )
    assert "/aide/" not in visitor.keeps(*pages)
    assert "<dt>Fil</dt>" in visitor.get("/aide/").content.decode()
    made.question.answer = "<p>Cinq ans.</p>"
    made.question.save()
    assert "Cinq ans." in visitor.get("/aide/").content.decode()
    made.twins["frequentquestion"].answer = "<p>Five years.</p>"
    made.twins["frequentquestion"].save()
    assert "Five years." in visitor.get("/en/help/").content.decode()
    made.term.delete()
    assert "<dt>Canal</dt>" not in visitor.get("/aide/").content.decode()


def test_a_page_of_pieces_takes_few_queries(store, monkeypatch, django_assert_max_num_queries):
    from config.pagecache import opening
    from tests.factories.small_site import small_site

    made = pieces_for(small_site())
    assert made.page.live
    monkeypatch.setattr(opening, "opened", None)
    client = Client(HTTP_HOST="localhost")
    for path in ("/aide/", "/en/help/"):
        client.get(path)
        with django_assert_max_num_queries(8):
            client.get(path)
