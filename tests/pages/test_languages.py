"""Two languages as one: publishing says what it does to the other, and what belongs together follows."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Workflow
from wagtail_localize.models import StringSegment, Translation

from cms.chrome import build_chrome
from cms.models import Footer, MainMenu
from leads.models import ContactForm, ContactPage
from pages.models import (
    ProductIndexPage,
    ProductPage,
    Sector,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from tests.browser.looking import faults, in_both_themes
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put, translated

__all__ = ["page_of", "site", "staff"]  # the fixtures


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def begin(client, page: Page) -> Page:
    """Start the English version with one click."""
    client.post(reverse("translate_page", args=[page.pk, "en"]))
    return page.get_translation(Translation.objects.last().target_locale)


def translate_all(page: Any, slug: str = "", *, publish: bool = True) -> Any:
    """Translate every text of the version that was begun, and publish it."""
    work = Translation.objects.get(source__object_id=page.translation_key)
    for segment in StringSegment.objects.filter(source=work.source).select_related("string"):
        text = slug if slug and segment.string.data == page.slug else f"EN {segment.string.data}"
        segment.string.translations.update_or_create(
            locale=work.target_locale, context=segment.context, defaults={"data": text}
        )
    work.save_target(publish=not publish)
    version = page.get_translation(work.target_locale)
    if publish:
        version.get_latest_revision().publish()
        version.refresh_from_db()
    return version


def publish(client, *pages: Page) -> str:
    """Publish as the bulk action does, and read the next screen."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return said(
        client.post(f"{address}?{query}&next=/admin/", {"include_descendants": ""}, follow=True)
    )


@pytest.mark.django_db
def test_before_publishing_the_editor_says_what_becomes_of_each_kind_of_version(
    site, client, staff
):
    staff("marketing")
    draft = put(site.home, StandardPage(title="Méthode", slug="methode"))
    translated(draft, site.home_en, "Method", slug="method", live=False)
    kept = put(site.home, StandardPage(title="Équipe", slug="equipe"))
    begin(client, kept)
    translate_all(kept)
    for page, kind, sentence in (
        (site.only_french, "missing", "Il n’y a pas de version, et publier n’en crée pas."),
        (site.about, "apart", "elle sera à actualiser jusqu’à ce qu’on la publie de nouveau"),
        (site.about_en, "source", "Cette page en est la traduction. Rien n’y change."),
        (draft, "draft", "Son brouillon reste un brouillon"),
        (kept, "kept", "jusqu’à ce que les changements soient envoyés et traduits"),
    ):
        html = said(client.get(edit_address(page)))
        shown = BeautifulSoup(html, "html.parser")
        for place in (".languages", ".languages-line"):
            line = shown.select_one(f"{place} [data-effect={kind}]")
            assert line is not None, (page, place)
            assert sentence in line.get_text(), line.get_text()


@pytest.mark.django_db
def test_after_publishing_it_is_said_again_with_the_way_there(site, client, staff):
    staff("marketing")
    html = publish(client, site.only_french)
    assert (
        "Anglais : il n’y a pas encore de version." in BeautifulSoup(html, "html.parser").get_text()
    )
    assert reverse("translate_page", args=[site.only_french.pk, "en"]) in html
    html = publish(client, site.about)
    assert "rien n’a changé pour ses visiteurs ; elle est à actualiser" in html
    assert edit_address(site.about_en) in html
    kept = put(site.home, StandardPage(title="Équipe", slug="equipe"))
    begin(client, kept)
    assert "son brouillon est toujours un brouillon" in publish(client, kept)
    translate_all(kept)
    html = publish(client, kept)
    work = Translation.objects.get(source__object_id=kept.translation_key)
    assert reverse("wagtail_localize:update_translations", args=[work.source_id]) in html
    english = publish(client, site.about_en)
    assert "Français :" not in english, "the source does not change"


@pytest.mark.django_db
def test_many_at_once_are_counted_after_and_listed_before(site, client, staff):
    staff("marketing")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    asked = said(client.get(f"{address}?id={site.about.pk}&id={site.only_french.pk}"))
    assert "Ce que cela fait aux autres langues" in asked
    assert "Qui sommes-nous (anglais) – Rien ne change pour ses visiteurs" in asked
    html = BeautifulSoup(publish(client, site.about, site.only_french), "html.parser").get_text()
    assert "Anglais : 1 version est maintenant à actualiser, 1 page n’en a pas." in html


@pytest.mark.django_db
def test_what_the_page_leads_to_follows_and_is_named(site, client, staff):
    staff("marketing")
    shelf = put(site.home, ProductIndexPage(title="Produits", slug="produits"))
    digital = put(shelf, ProductPage(title="Digital", slug="digital"))
    index = put(site.home, StoryIndexPage(title="Clients", slug="clients"))
    sector = Sector.objects.create(name="Énergie", slug="energie", locale=site.french)
    story = StoryPage(title="Récit", slug="recit", customer="EDF", sector=sector, figures=[])
    story = put(index, story)
    begin(client, story)
    translate_all(story)
    story.products = [digital]
    story.save_revision()
    html = said(client.get(edit_address(story)))
    assert "Change avec elle aussitôt : produits" in html


@pytest.mark.django_db(transaction=True)
def test_another_slug_is_of_one_language_and_the_other_address_is_named(site, client, staff):
    staff("marketing")
    site.about.slug = "qui-nous-sommes"
    site.about.save_revision()
    html = publish(client, site.about)
    assert "/a-propos mène désormais à /qui-nous-sommes/." in html
    assert "son adresse est toujours /en/about/." in html
    assert client.get("/a-propos/")["Location"] == "/qui-nous-sommes/"
    assert client.get("/en/about/").status_code == 200
    site.about_en.slug = "who-we-are"
    site.about_en.save_revision()
    assert "/en/about mène désormais à /en/who-we-are/." in publish(client, site.about_en)
    assert client.get("/en/about/")["Location"] == "/en/who-we-are/"
    assert Redirect.objects.count() == 2


@pytest.mark.django_db
def test_the_workflow_says_it_too_and_the_bin_says_nothing_of_addresses(site, client, staff):
    user = staff("marketing")
    site.about.save_revision(user=user)
    state = Workflow.objects.get(name="Publication").start(site.about, user)
    approve = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[site.about.pk, "approve", state.current_task_state.pk],
    )
    assert "rien n’a changé pour ses visiteurs" in said(client.post(approve, follow=True))
    html = said(
        client.post(reverse("wagtailadmin_pages:delete", args=[site.about.pk]), follow=True)
    )
    assert "corbeille" in html
    assert "mène désormais" not in html


def move(client, page: Page, target: Page) -> str:
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    return said(client.post(address, follow=True))


@pytest.mark.django_db(transaction=True)
def test_a_moved_page_takes_its_version_along_and_both_old_addresses_lead_there(
    site, client, staff
):
    staff("marketing")
    parent = put(site.home, StandardPage(title="Société", slug="societe"))
    translated(parent, site.home_en, "Company", slug="company")
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[site.about.pk, parent.pk])
    assert "traduction" in said(client.get(confirm)), "said before"
    html = move(client, site.about, parent)
    assert "/a-propos mène désormais à /societe/a-propos/." in html
    assert "/en/about mène désormais à /en/company/about/." in html
    assert client.get("/a-propos/")["Location"] == "/societe/a-propos/"
    assert client.get("/en/about/")["Location"] == "/en/company/about/"
    # Back by the bulk action.
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    client.post(f"{address}?id={site.about.pk}&next=/admin/", {"chooser": site.home.pk})
    assert client.get("/a-propos/").status_code == 200
    assert client.get("/en/about/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_version_stays_where_it_has_no_place_to_follow_and_that_is_said(site, client, staff):
    staff("marketing")
    html = move(client, site.about, site.only_french)
    assert "son adresse est toujours /en/about/." in html
    assert reverse("wagtailadmin_pages:move", args=[site.about_en.pk]) in html
    parent = put(site.home, StandardPage(title="Société", slug="societe"))
    parent_en = translated(parent, site.home_en, "Company", slug="company")
    put(parent_en, StandardPage(title="Taken", slug="about"))
    move(client, Page.objects.get(pk=site.about.pk), parent)
    assert client.get("/en/about/").status_code == 200, "its slug is taken there"


@pytest.mark.django_db
def test_each_language_has_its_own_slug(site, client, staff):
    staff("marketing")
    begin(client, site.only_french)
    english = translate_all(site.only_french, slug="only-french")
    assert (english.slug, site.only_french.slug) == ("only-french", "francais")
    # The same slug may stand in both languages; twice in one it may not.
    other = translated(site.legal, site.home_en, "Legal", slug="mentions-legales")
    assert other.slug == site.legal.slug
    with pytest.raises(ValidationError):
        put(site.home_en, StandardPage(title="Twice", slug="only-french"))


@pytest.mark.django_db
def test_menu_and_footer_lead_to_the_page_of_their_language(site, client, staff):
    staff("marketing")
    entry = {"label": "", "page": site.about.pk, "address": "", "description": ""}
    menu, footer = MainMenu(locale=site.french), Footer(locale=site.french)
    menu.entries = MainMenu._meta.get_field("entries").to_python(
        [{"type": "entry", "value": {**entry, "children": []}}]
    )
    footer.columns = Footer._meta.get_field("columns").to_python(
        [{"type": "column", "value": {"title": "Société", "links": [entry]}}]
    )
    for part, name in ((menu, "mainmenu"), (footer, "footer")):
        part.save()
        part.save_revision().publish()
        client.post(reverse("translate_piece", args=["cms", name, part.pk, "en"]))
        part.get_translation(site.english).get_latest_revision().publish()
    french, english = build_chrome("fr"), build_chrome("en")
    assert [one.href for one in french.menu] == ["/a-propos/"]
    assert [one.href for one in english.menu] == ["/en/about/"]
    assert [one.href for one in english.columns[0].links] == ["/en/about/"]
    site.about_en.slug = "who"
    site.about_en.save_revision().publish()
    assert [one.href for one in build_chrome("en").menu] == ["/en/who/"]


@pytest.mark.django_db
def test_the_form_of_a_contact_page_follows_into_its_language(site, client, staff):
    staff("marketing")
    form = ContactForm.objects.create(
        locale=site.french, name="Contact", submit_label="Envoyer", thanks_title="Merci"
    )
    page = put(site.home, ContactPage(title="Nous écrire", slug="contact", form=form))
    english = begin(client, page)
    copy = ContactForm.objects.get(locale=site.english)
    assert copy.translation_key == form.translation_key
    assert english.form == copy, "the English page shows the English form"
    assert copy.key == form.key, "and counts in the same figures"
    translate_all(form, publish=False)
    english = translate_all(page, slug="contact-us")
    html = said(client.get(f"/en/{english.slug}/"))
    assert "EN Envoyer" in html
    sent = client.post(f"/en/{english.slug}/", {})
    assert "EN Envoyer" in said(sent), "brought back by the English page"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_editor_says_it_beside_the_button_and_translating_is_one_key(site, page_of):
    for width in (360, 1280):
        screen = page_of(edit_address(site.about), width)
        screen.get_by_role("button", name="Afficher ou masquer les langues").press("Enter")
        expect(screen.locator(".languages [data-effect=apart]")).to_be_visible()
        in_both_themes(screen, ".languages")
        screen.locator("footer [data-w-dropdown-target=toggle]").press("Enter")
        expect(screen.locator(".languages-line")).to_be_visible()
        in_both_themes(screen, ".languages-line")
    screen.get_by_role("button", name="Publier", exact=True).press("Enter")
    screen.wait_for_url(f"**/admin/pages/{site.home.pk}/**")
    expect(screen.get_by_text("rien n’a changé pour ses visiteurs")).to_be_visible()
    expect(screen.locator(".messages > ul")).to_have_css("opacity", "1")
    assert faults(screen, ".messages .info") == []
    row = screen.locator("tr", has_text="Rien qu’en français")
    row.get_by_role("button", name="Plus d’options").press("Enter")
    screen.get_by_role("link", name="Traduire en anglais").press("Enter")
    screen.wait_for_url("**/edit/")
    assert screen.url.endswith(edit_address(site.only_french.get_translation(site.english)))
