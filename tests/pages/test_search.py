"""What a visitor finds with the search, in both languages."""

import pytest
from django.core.management import call_command
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from pages.models import LandingPage, SearchEntry, SearchWord, StandardPage
from pages.search import search_site


def titles(query: str, language: str = "fr", page: str = "1") -> list[str]:
    found = search_site(query=query, page_number=page, language=language)
    return [hit.title for hit in found.items]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Élève modèle", "eleve"),
        ("Eleve modele", "Élève"),
        ("Toutes les messageries", "messagerie"),
        ("Une messagerie", "MESSAGERIES"),
        ("Le journal", "journaux"),
        ("Des réseaux sociaux", "reseau social"),
        ("L’équipe répond", "équipe"),
        ("L'équipe répond", "l’equipe"),
        ("Œuvres complètes", "oeuvre"),
        ("Un cœur", "COEUR"),
        ("E\u0301te\u0301 indien", "été"),
        ("Bilan 2026", "2026"),
        ("Répondre partout", ["nous", "voulons", "répondre", "partout", "avec", "vous"][2]),
        ("東京 支社", "東京"),
    ],
)
def test_accents_and_plurals_do_not_matter_in_french(site, written, typed):
    site.write(site.fr, written)
    assert titles(typed) == [written]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Customer stories", "story"),
        ("A story", "stories"),
        ("Our companies", "company"),
        ("Answering quickly", "answers"),
        ("A café in Paris", "cafe"),
    ],
)
def test_accents_and_plurals_do_not_matter_in_english(site, written, typed):
    site.write(site.en, written)
    assert titles(typed, "en") == [written]


def test_each_language_finds_its_own_pages_only(site):
    site.write(site.fr, "Communication interne")
    site.write(site.en, "Communication inside")
    assert titles("communication", "fr") == ["Communication interne"]
    assert titles("communication", "en") == ["Communication inside"]


def test_all_words_come_first_and_the_title_weighs_most(site):
    site.write(site.fr, "Autre chose", text="Une plateforme, citée en passant.")
    site.write(site.fr, "La plateforme", text="Rien d’autre.")
    site.write(site.fr, "Sans rapport", summary="Une plateforme en résumé.")
    assert titles("plateformes") == ["La plateforme", "Sans rapport", "Autre chose"]


def test_words_that_are_everywhere_do_not_hide_a_page(site):
    site.write(site.fr, "Routage automatique")
    assert titles("le routage de la") == ["Routage automatique"]


def test_the_beginning_of_a_word_is_enough_when_nothing_has_the_whole_word(site):
    site.write(site.fr, "Horodatage certifié")
    found = search_site(query="horod", page_number=1, language="fr")
    assert [hit.title_marked for hit in found.items] == ["<mark>Horodatage</mark> certifié"]
    assert not found.exact


def test_pages_with_some_of_the_words_are_better_than_none(site):
    site.write(site.fr, "Routage des messages")
    found = search_site(query="routage quantique", page_number=1, language="fr")
    assert [hit.title for hit in found.items] == ["Routage des messages"]
    assert not found.exact


def test_drafts_private_pages_campaigns_and_the_search_page_stay_out(site):
    site.write(site.fr, "Secret brouillon", live=False)
    site.write(site.fr, "Secret campagne", LandingPage, listed=True)
    private = site.write(site.fr, "Secret réservé")
    site.write(private, "Secret dessous")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert titles("secret") == []
    assert titles("recherche") == []


def test_a_page_follows_its_publication(site):
    page = site.write(site.fr, "Ancien titre")
    page.title = "Nouveau titre"
    page.save_revision()
    assert titles("nouveau") == [], "a draft is not published"
    page.save_revision().publish()
    assert titles("nouveau") == ["Nouveau titre"]
    assert titles("ancien") == []
    page.unpublish()
    assert titles("nouveau") == []


def test_nothing_of_a_deleted_page_is_left(site):
    site.write(site.fr, "Cormoran argenté").delete()
    assert titles("cormoran") == []
    assert not SearchEntry.objects.filter(title__contains="Cormoran").exists()
    assert not SearchWord.objects.filter(folded="cormoran").exists()


def test_a_word_is_forgotten_with_the_last_page_that_has_it(site):
    one = site.write(site.fr, "Goéland un")
    two = site.write(site.fr, "Goéland deux")
    one.delete()
    assert SearchWord.objects.get(folded="goeland").pages == 1
    two.title = "Mouette"
    two.save()
    assert not SearchWord.objects.filter(folded="goeland").exists()


def test_the_excerpt_shows_the_hit_and_nothing_else_as_markup(site):
    site.write(
        site.fr,
        "Sécurité <script>",
        text="Au début. "
        + "Du remplissage sans intérêt. " * 60
        + "Le &lt;b&gt;chiffrement&lt;/b&gt; & le reste.",
    )
    hit = search_site(query="chiffrements", page_number=1, language="fr").items[0]
    assert "&lt;b&gt;<mark>chiffrement</mark>&lt;/b&gt; &amp; le reste." in hit.excerpt
    assert hit.excerpt.startswith("… ")
    assert len(hit.excerpt) < 420
    assert "<script>" not in hit.title_marked


def test_each_hit_says_what_it_is_and_where(site):
    site.write(site.en, "Routing", slug="routing")
    hit = search_site(query="routing", page_number=1, language="en").items[0]
    assert hit.href == "/en/routing/"
    assert hit.kind.lower() == str(StandardPage._meta.verbose_name)


def test_a_slip_of_the_finger_is_corrected(site):
    site.write(site.fr, "Toutes les messageries", text="La modération et le routage.")
    found = search_site(query="mesagerie et rotuage", page_number=1, language="fr")
    assert [one.query for one in found.suggestions][:1] == ["messageries et routage"]
    assert found.suggestions[0].href == "?q=messageries+et+routage"


def test_what_is_suggested_finds_something(site):
    page = site.write(site.fr, "Modération")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert search_site(query="moderatoin", page_number=1, language="fr").suggestions == ()


def test_an_unfinished_word_is_completed(site):
    site.write(site.fr, "Modération des messages", text="Selon la modalité choisie.")
    queries = [
        one.query for one in search_site(query="mod", page_number=1, language="fr").suggestions
    ]
    assert {"modération", "modalité"} <= set(queries)


def test_an_empty_state_offers_somewhere_to_go(site):
    site.write(site.fr, "Produits", slug="produits")
    for query in ("", "xyzzy"):
        found = search_site(query=query, page_number=1, language="fr")
        assert found.total == 0
        assert [(point.title, point.href) for point in found.popular] == [
            ("Produits", "/produits/")
        ]


def test_pages_promoted_by_editors_come_first(site):
    site.write(site.fr, "Tarif")
    chosen = site.write(site.fr, "Contact")
    SearchPromotion.objects.create(query=Query.get("tarif"), page=chosen, sort_order=0)
    found = search_site(query="Tarif", page_number=1, language="fr")
    assert [(hit.title, hit.promoted) for hit in found.items] == [
        ("Contact", True),
        ("Tarif", False),
    ]
    assert titles("tarif", "en") == []


def test_what_visitors_look_for_is_not_kept(site):
    search_site(query="jeanne.durand@example.org", page_number=1, language="fr")
    assert not Query.objects.exists()


def test_results_are_paged(site):
    for number in range(23):
        site.write(site.fr, f"Fiche {number}")
    found = search_site(query="fiche", page_number="3", language="fr")
    assert (found.total, len(found.items), found.items.paginator.num_pages) == (23, 3, 3)
    for odd in ("0", "-1", "abc", "9" * 5000, "", "1e9", "\0"):
        assert search_site(query="fiche", page_number=odd, language="fr").items.number in (1, 3)


def test_the_index_can_be_rebuilt(site):
    site.write(site.fr, "Pélican")
    SearchEntry.objects.all().delete()
    assert titles("pelican") == []
    call_command("update_index", verbosity=0)
    assert titles("pelican") == ["Pélican"]


def test_the_number_of_queries_does_not_grow_with_the_results(site, django_assert_max_num_queries):
    for number in range(12):
        site.write(site.fr, f"Fiche {number}", text="du texte")
    search_site(query="fiche", page_number=1, language="fr")
    with django_assert_max_num_queries(12):
        search_site(query="fiche", page_number=1, language="fr")


def test_the_admin_still_completes_titles(site):
    site.write(site.fr, "Plateforme de réponse")
    assert [page.title for page in Page.objects.autocomplete("platef")] == ["Plateforme de réponse"]
