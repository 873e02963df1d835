"""Whoever changes a piece sees the pages first that it alters."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Locale

from pages.models import StandardPage
from pages.pieces.models import GlossaryTerm, SharedContent, Topic
from pages.pieces.uses import uses_of
from tests.browser.following import follow
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.config.pagecache.conftest import store
from tests.factories.small_site import put
from tests.pages.pieces.making import address, made, pieces_for, posted, rich

__all__ = ["made", "page_of", "site", "staff", "store"]  # the fixtures


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
    screen.wait_for_load_state()
    is_readable(screen, ".board")
    follow(screen.get_by_role("button", name="Revenir au texte"))
    expect(screen.get_by_role("textbox", name="Question")).to_have_value(
        "Combien de temps en tout ?"
    )
    screen.get_by_role("textbox", name="Question").press("Enter")
    screen.get_by_role("button", name="Enregistrer et changer ces pages").focus()
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/frequentquestion/")
    public = page_of("/aide/")
    is_readable(public, "main")
    public.locator("summary", has_text="Combien de temps en tout ?").press("Enter")
    expect(public.get_by_text("Deux ans.")).to_be_visible()
