"""What is written once stands on many pages; whoever changes it sees these pages first."""

import json
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale

from outbox.delivering import drain
from pages.models import StandardPage
from pages.pieces.models import FrequentQuestion, GlossaryTerm, SharedContent, Topic
from pages.pieces.uses import uses_of
from pages.search import search_site
from tests.browser.following import follow
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.config.pagecache.conftest import store, visitor
from tests.factories.small_site import put, translated

__all__ = ["page_of", "site", "staff", "store", "visitor"]  # the fixtures


def text(words: str) -> list:
    return [("text", {"text": f"<p>{words}</p>", "contents": False})]


def rich(words: str) -> str:
    """A paragraph as the editor of rich text sends it."""
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def posted(words: str, name: str = "Délais") -> dict[str, str]:
    """What the editor of a shared content sends."""
    return {
        "name": name,
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "11111111-1111-4111-8111-111111111111",
        "body-0-value-text": rich(words),
    }


def address(piece, view: str = "edit") -> str:
    return reverse(piece.snippet_viewset.get_url_name(view), args=[piece.pk])


def pieces_for(site) -> SimpleNamespace:
    """A shared content, a term and a question in both languages, and the pages that show them."""
    french, english = Locale.objects.order_by("-language_code")
    made = SimpleNamespace()
    made.shared = SharedContent.objects.create(
        name="Délais", locale=french, body=text("Réponse en deux jours.")
    )
    made.topic = Topic.objects.create(name="Lexique", locale=french)
    made.term = GlossaryTerm.objects.create(
        term="Canal", definition="<p>Par où vient un message.</p>", topic=made.topic, locale=french
    )
    made.question = FrequentQuestion.objects.create(
        question="Combien de temps ?", answer="<p>Deux ans.</p>", locale=french
    )
    made.twins = {}
    for one, changes in (
        (made.shared, {"body": text("Answer in two days.")}),
        (made.topic, {"name": "Glossary"}),
        (made.term, {"term": "Channel", "definition": "<p>Where a message comes from.</p>"}),
        (made.question, {"question": "How long?", "answer": "<p>Two years.</p>"}),
    ):
        twin = one.copy_for_translation(english)
        for name, value in changes.items():
            setattr(twin, name, value)
        if one is made.term:
            twin.topic = made.twins["topic"]
        twin.save()
        made.twins[type(one)._meta.model_name] = twin
    made.body = [
        ("shared_content", {"content": made.shared}),
        ("glossary", {"heading": "Lexique", "topic": made.topic, "chosen": []}),
        (
            "frequent_questions",
            {"heading": "Vos questions", "topic": None, "chosen": [made.question]},
        ),
    ]
    made.page = put(site.home, StandardPage(title="Aide", slug="aide", body=made.body))
    made.page_en = translated(made.page, site.home_en, "Help", slug="help", body=made.body)
    made.draft = put(
        site.home, StandardPage(title="À venir", slug="a-venir", body=made.body[:1]), live=False
    )
    site.about.body = made.body[1:]
    site.about.save_revision()
    return made


@pytest.fixture
def made(site) -> SimpleNamespace:
    return pieces_for(site)


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


def test_a_change_shows_the_pages_it_alters_and_asks_once_more(site, made, staff, client):
    staff("marketing")
    asked = client.post(address(made.shared), posted("Réponse en un jour."))
    html = said(asked)
    assert "Rien n’est encore enregistré" in html
    assert "1 page publiée" in html
    assert "Aide" in html
    assert "À venir" in html, "drafts are named as well"
    assert "Help" not in html, "that page shows the translation"
    assert "no-store" in asked["Cache-Control"]
    made.shared.refresh_from_db()
    assert "deux jours" in str(made.shared.body)
    back = said(client.post(address(made.shared), {**posted("Un jour."), "back": "1"}))
    assert "Un jour." in back, "nothing has to be written again"
    seen = asked.context["mark"]
    # Meanwhile another page shows it: what was seen is not what would change.
    another = put(site.home, StandardPage(title="Autre", slug="autre", body=made.body[:1]))
    assert "Autre" in said(
        client.post(address(made.shared), {**posted("Réponse en un jour."), "seen": seen})
    )
    another.unpublish()
    another.delete()
    saved = client.post(
        address(made.shared), {**posted("Réponse en un jour."), "seen": seen}, follow=True
    )
    assert "Rien n’est encore enregistré" not in said(saved)
    assert "Réponse en un jour." in said(Client().get("/aide/"))
    # What visitors do not see is saved unasked.
    made.shared.refresh_from_db()
    client.post(address(made.shared), posted("Réponse en un jour.", name="Nos délais"))
    renamed = SharedContent.objects.get(pk=made.shared.pk)
    assert renamed.name in {"Nos délais", "Délais"}


def test_terms_and_questions_ask_too_those_of_a_topic_included(site, made, staff, client):
    staff("marketing")
    change = {
        "term": "Canal",
        "definition": rich("Le chemin d’un message."),
        "topic": made.topic.pk,
    }
    html = said(client.post(address(made.term), change))
    assert "Aide" in html
    assert "Qui sommes-nous" in html, "its draft shows the topic"
    add = reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))
    new = {**change, "term": "Fil", "locale": "fr"}
    asked = client.post(f"{add}?locale=fr", new)
    assert "Rien n’est encore enregistré" in said(asked)
    client.post(f"{add}?locale=fr", {**new, "seen": asked.context["mark"]})
    assert "<dt>Fil</dt>" in said(Client().get("/aide/"))
    alone = {**new, "term": "Seul", "topic": ""}
    client.post(f"{add}?locale=fr", alone)
    assert GlossaryTerm.objects.filter(term="Seul").exists(), "it stands nowhere yet"
    question = {
        "question": "Combien de temps ?",
        "answer": rich("Trois ans."),
        "topic": "",
        "place": "50",
    }
    asked = client.post(address(made.question), question)
    assert "Aide" in said(asked)
    client.post(address(made.question), {**question, "seen": asked.context["mark"]})
    assert "Trois ans." in said(Client().get("/aide/"))


def test_where_used_tells_published_from_drafts_and_the_languages_apart(
    site, made, staff, client, django_assert_max_num_queries
):
    staff("marketing")
    for one in (made.term, made.shared):
        client.get(where := address(one, "usage"))
        with django_assert_max_num_queries(15):
            html = said(client.get(where))
    for words in ("Aide", "Help", "À venir", "sa traduction", "ce texte", "brouillon"):
        assert words in html
    states = {use.page.title: (use.published, use.shows) for use in uses_of(made.term)}
    assert states == {
        "Aide": (True, True),
        "Help": (True, False),
        "Qui sommes-nous": (False, True),
    }
    assert "Aide" in said(client.get(address(made.topic, "usage")))
    panel = said(client.get(address(made.term)))
    assert "Est sur 3 pages" in panel
    deleting = said(client.get(address(made.question, "delete")))
    assert "Aide" in deleting
    assert "disparaît" in deleting
    made.draft.refresh_from_db()
    client.post(reverse("wagtailadmin_pages:delete", args=[made.draft.pk]))
    assert "À venir" not in {use.page.title for use in uses_of(made.shared)}, "it is in the bin"


def test_only_marketing_changes_pieces(site, made, staff, client):
    staff("redaction")
    for view in ("edit", "usage", "delete"):
        assert client.get(address(made.shared, view)).status_code in {302, 403}
    client.post(address(made.shared), posted("Non."))
    made.shared.refresh_from_db()
    assert "deux jours" in str(made.shared.body)


def test_a_glossary_without_anything_to_show_is_refused():
    from pages.pieces.blocks import GlossaryBlock

    block = GlossaryBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"heading": "", "topic": None, "chosen": []}))
    assert "topic" in refused.value.block_errors


def test_a_translation_edited_beside_its_source_asks_as_well(site, made, staff, client):
    from wagtail_localize.models import Translation, TranslationSource

    staff("marketing")
    source, _made = TranslationSource.update_or_create_from_instance(made.question)
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    twin = made.twins["frequentquestion"]
    asked = client.post(address(twin), {"action": "publish"})
    assert "Help" in said(asked)
    assert asked.context["number"] == 1
    back = client.post(address(twin), {"action": "publish", "back": "1"})
    assert back["Location"] == address(twin)
    # And so does sending what has changed to all translations at once.
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    made.question.answer = "<p>Trois ans.</p>"
    made.question.save()
    asked = client.post(update, {"publish_translations": "on"})
    assert "Help" in said(asked)
    twin.refresh_from_db()
    assert twin.question == "How long?"
    client.post(update, {"publish_translations": "on", "seen": asked.context["mark"]})
    twin.refresh_from_db()
    assert "Trois ans." in twin.answer, "in the original language until it is translated"


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


def test_pieces_are_deleted_one_by_one(site, made, staff, client):
    staff("marketing")
    index = said(client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("list"))))
    assert "Canal" in index
    assert "data-bulk-action-checkbox" not in index
    many = reverse("wagtail_bulk_action", args=["pieces", "glossaryterm", "delete"])
    client.post(f"{many}?id={made.term.pk}")
    client.post(address(made.topic, "delete"))
    assert GlossaryTerm.objects.filter(pk=made.term.pk).exists()
    assert Topic.objects.filter(pk=made.topic.pk).exists(), "terms stand under it"
    client.post(address(made.term, "delete"))
    assert "<dt>Canal</dt>" not in said(Client().get("/aide/"))


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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_change_is_made_by_keyboard_and_the_screens_can_be_read_by_all(
    site, page_of, live_server
):
    made = pieces_for(site)
    screen = page_of(address(made.question))
    screen.get_by_role("textbox", name="Question").fill("Combien de temps en tout ?")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Rien n’est encore enregistré")).to_be_visible()
    for width, theme in ((360, "dark"), (360, "light"), (1280, "dark"), (1280, "light")):
        screen.set_viewport_size({"width": width, "height": 900})
        screen.emulate_media(color_scheme=theme)
        assert screen.evaluate("() => document.documentElement.scrollWidth") <= width
        found = Axe().run(screen, context=".board").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    follow(screen.get_by_role("button", name="Revenir au texte"))
    expect(screen.get_by_role("textbox", name="Question")).to_have_value(
        "Combien de temps en tout ?"
    )
    screen.get_by_role("textbox", name="Question").press("Enter")
    screen.get_by_role("button", name="Enregistrer et changer ces pages").focus()
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/frequentquestion/")
    for width, theme in ((360, "dark"), (1280, "light")):
        public = page_of("/aide/", width, theme)
        found = Axe().run(public, context="main").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    public.locator("summary", has_text="Combien de temps en tout ?").press("Enter")
    expect(public.get_by_text("Deux ans.")).to_be_visible()
