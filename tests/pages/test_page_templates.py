"""A good page is marked as a template, and others of its type are begun from it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import PageLogEntry, Revision

from accounts.models import User
from pages.models import NewsPage, StoryIndexPage, StoryPage
from pages.page_templates.models import PageTemplate
from tests.browser.following import follow
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put, translated

__all__ = ["page_of", "site", "staff"]  # the fixtures
LIST = "/admin/page-templates/"


@pytest.fixture
def story(site):
    """A published story in both languages, with what another one must not take over."""
    index = put(site.home, StoryIndexPage(title="Clients", slug="clients"))
    index_en = translated(index, site.home_en, "Customers", slug="customers")
    page = put(
        index,
        StoryPage(
            title="Bonne histoire",
            slug="bonne-histoire",
            customer="Exemple",
            summary="Trente jours.",
            seo_title="Pour les moteurs",
            search_description="Dit d’elle seule.",
            show_in_menus=True,
            expire_at=timezone.now() + datetime.timedelta(days=90),
            figures=[("figure", {"value": "30", "label": "jours"})],
            body=[("text", {"text": "<p>Le récit.</p>"})],
        ),
    )
    page_en = translated(
        page,
        index_en,
        "Good story",
        slug="good-story",
        customer="Example",
        figures=[("figure", {"value": "30", "label": "days"})],
        body=[("text", {"text": "<p>The tale.</p>"})],
    )
    site.stories, site.stories_en, site.story, site.story_en = index, index_en, page, page_en
    return page


def start_of(model, parent) -> str:
    return reverse("start_page", args=["pages", model, parent.pk])


def mark(client, page, name="Histoire en chiffres", **more):
    return client.post(
        reverse("page_template", args=[page.pk]), {"name": name, "note": "", **more}, follow=True
    )


def begin(client, parent, source, title="Nouvelle histoire", model="storypage"):
    return client.post(
        start_of(model, parent), {"title": title, "template": source.pk}, follow=True
    )


def test_a_story_is_begun_from_a_good_one_and_keeps_nothing_of_its_life(site, story, staff, client):
    user = staff("marketing")
    assert "est proposé à qui ajoute" in said(mark(client, story, note="Avec trois chiffres"))
    add = reverse("wagtailadmin_pages:add", args=["pages", "storypage", site.stories.pk])
    asked = client.get(add, follow=True)
    assert asked.redirect_chain == [(start_of("storypage", site.stories), 302)]
    assert "Histoire en chiffres" in said(asked)
    assert "Avec trois chiffres" in said(asked)
    answer = begin(client, site.stories, story)
    assert "Ce brouillon est parti de « Histoire en chiffres »" in said(answer)
    new = StoryPage.objects.get(title="Nouvelle histoire")
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[new.pk])
    assert (new.slug, new.customer, new.locale, new.owner) == (
        "nouvelle-histoire",
        "Exemple",
        site.french,
        user,
    )
    assert "Le récit." in str(new.body)
    assert new.figures[0].value["value"] == "30"
    assert not new.live
    assert not new.show_in_menus
    assert (new.seo_title, new.search_description) == ("", "")
    dates = (new.go_live_at, new.expire_at, new.first_published_at, new.last_published_at)
    assert dates == (None, None, None, None)
    assert new.translation_key != story.translation_key
    assert Revision.objects.for_instance(new).count() == 1
    told = {one.action for one in PageLogEntry.objects.filter(page=new)}
    assert told == {"wagtail.create", "pages.template.started"}
    begin(client, site.stories, story)
    assert site.stories.get_children().filter(slug="nouvelle-histoire-1").exists()


def test_what_is_not_ready_stays_out_and_an_article_gets_the_day_it_is_begun(
    site, story, staff, client
):
    staff("marketing")
    story.customer = "Pas encore décidé"
    story.save_revision()
    mark(client, story)
    begin(client, site.stories, story)
    assert StoryPage.objects.get(title="Nouvelle histoire").customer == "Exemple"
    draft = put(site.news, NewsPage(title="Canevas", slug="canevas", summary="Avant."), live=False)
    draft.date = datetime.date(2020, 1, 1)
    draft.summary = "Dans le brouillon."
    draft.save_revision()
    mark(client, draft, "Annonce")
    begin(client, site.news, draft, "Une annonce", "newspage")
    new = NewsPage.objects.get(title="Une annonce")
    assert (new.summary, new.date) == ("Dans le brouillon.", timezone.localdate())


def test_a_page_is_begun_in_the_language_of_its_place(site, story, staff, client):
    staff("marketing")
    mark(client, story)
    html = said(client.get(start_of("storypage", site.stories_en)))
    assert "Good story" in html
    assert "Bonne histoire" not in html
    refused = client.post(
        start_of("storypage", site.stories_en), {"title": "New", "template": story.pk}
    )
    assert "Choisissez-en un autre" in said(refused)
    begin(client, site.stories_en, site.story_en, "New story")
    new = StoryPage.objects.get(title="New story")
    assert (new.locale, new.customer) == (site.english, "Example")
    empty = begin(client, site.stories_en, site.story_en, "")
    assert "Donnez un titre" in said(empty)


def test_without_a_template_nothing_is_asked_and_the_empty_page_stays_a_choice(
    site, story, staff, client
):
    staff("marketing")
    add = reverse("wagtailadmin_pages:add", args=["pages", "storypage", site.stories.pk])
    assert client.get(add).status_code == 200
    mark(client, story)
    html = said(client.get(add, follow=True))
    assert f"{add}?blank=1" in html
    assert client.get(f"{add}?blank=1").status_code == 200
    withdrawn = client.post(reverse("withdraw_page_template", args=[story.pk]), follow=True)
    assert "n’est plus proposé" in said(withdrawn)
    assert client.get(add).status_code == 200
    assert StoryPage.objects.filter(pk=story.pk, live=True).exists()
    # In the bin a template begins nothing; brought back, it does again.
    mark(client, story)
    client.post(reverse("wagtailadmin_pages:delete", args=[story.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[site.story_en.pk]))
    assert client.get(add).status_code == 200
    assert "Aucune page n’est encore un modèle" in said(client.get(LIST))


def test_who_may_write_begins_pages_and_who_may_publish_marks_them(site, story, staff, client):
    staff("marketing")
    mark(client, story)
    panel = said(client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])))
    assert "est le modèle « Histoire en chiffres »" in panel
    staff("redaction")
    for pk in (story.pk, 99_999):
        assert client.post(reverse("page_template", args=[pk]), {"name": "À moi"}).status_code in {
            302,
            403,
            404,
        }
        client.post(reverse("withdraw_page_template", args=[pk]))
    assert PageTemplate.objects.get().name == "Histoire en chiffres"
    begin(client, site.stories, story, "De la rédaction")
    assert StoryPage.objects.get(title="De la rédaction").live is False
    # Below the home page nothing is theirs to add; what does not exist looks the same.
    for parent in (site.home.pk, 99_999):
        address = reverse("start_page", args=["pages", "standardpage", parent])
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "Non", "template": story.pk}).status_code == 404
    client.force_login(User.objects.get(email="marketing@example.com"))
    for page in (site.home, site.search):
        assert client.get(reverse("page_template", args=[page.pk])).status_code == 404
    assert client.get(start_of("storypage", site.news)).status_code == 404


def test_many_templates_take_few_queries(site, story, staff, client, django_assert_max_num_queries):
    staff("marketing")
    for number in range(30):
        page = put(
            site.stories,
            StoryPage(title=f"H {number}", slug=f"h-{number}", customer="X", figures=[]),
            live=False,
        )
        PageTemplate.objects.create(page=page, name=f"Modèle {number}")
    for address in (LIST, start_of("storypage", site.stories)):
        client.get(address)
        with django_assert_max_num_queries(15):
            html = said(client.get(address))
        assert "Modèle 1" in html


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_templates_are_worked_by_keyboard_and_can_be_read_by_all(site, story, page_of):
    PageTemplate.objects.create(page=site.article, name="Annonce")
    start = start_of("storypage", site.stories)
    screen = page_of(reverse("page_template", args=[story.pk]))
    screen.get_by_label("Nom du modèle").fill("Histoire en chiffres")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("est proposé à qui ajoute")).to_be_visible()
    for address in (LIST, start):
        screen = page_of(address)
        is_readable(screen, ".board")
    screen.get_by_label("Titre de la nouvelle page").focus()
    screen.keyboard.type("Au clavier")
    screen.keyboard.press("Tab")
    screen.keyboard.press("Space")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/edit/")
    expect(screen.get_by_text("Ce brouillon est parti de")).to_be_visible()
    screen.goto(screen.url.split("/admin/")[0] + LIST)
    follow(screen.get_by_role("button", name="Ne plus proposer Annonce"))
    expect(screen.get_by_text("n’est plus proposé")).to_be_visible()
