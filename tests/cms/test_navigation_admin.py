"""Menus, footer, announcement and identity: edited per language, with drafts and a real preview."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.chrome import build_chrome
from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu
from pages.models import StandardPage
from tests.factories.small_site import put

pytestmark = pytest.mark.django_db


def entry(page: Page | None = None, *, label: str = "", address: str = "", children=()) -> dict:
    return {
        "label": label,
        "page": page.pk if page else None,
        "address": address,
        "description": "",
        "children": list(children),
    }


def menu_of(locale, entries, **fields) -> MainMenu:
    menu = MainMenu(locale=locale, **fields)
    menu.entries = MainMenu._meta.get_field("entries").to_python(
        [{"type": "entry", "value": value} for value in entries]
    )
    menu.save()
    menu.save_revision().publish()
    return menu


@pytest.fixture
def marketing(staff):
    return staff("marketing")


def test_an_english_menu_leads_to_english_pages(site):
    menu_of(site.english, [entry(site.about), entry(site.only_french)])
    menu = build_chrome("en").menu
    assert [(one.label, one.href) for one in menu] == [
        ("About us", "/en/about/"),
        ("Rien qu’en français", "/francais/"),
    ]


def test_pages_that_are_not_published_are_not_linked(site):
    menu_of(
        site.french,
        [entry(site.about), entry(label="Aide", address="/aide/", children=[entry(site.news)])],
    )
    site.about.unpublish()
    site.news.unpublish()
    (only,) = build_chrome("fr").menu
    assert (only.label, only.href, only.children) == ("Aide", "/aide/", ())


@pytest.mark.parametrize("number", [1, 7])
def test_the_cost_does_not_depend_on_the_number_of_links(
    site, number, django_assert_max_num_queries
):
    pages = [
        put(site.home, StandardPage(title=f"Page {one}", slug=f"page-{one}"))
        for one in range(number)
    ]
    below = [entry(page) for page in pages]
    menu_of(site.french, [entry(page, children=below) for page in pages])
    build_chrome("fr")  # Wagtail keeps the site's paths in its cache
    with django_assert_max_num_queries(8):
        menu = build_chrome("fr").menu
    assert len(menu) == number
    assert all(len(one.children) == number for one in menu)


def test_an_announcement_ends_at_its_time(site):
    now = timezone.now()
    bar = AnnouncementBar(
        locale=site.french, text="Salon", expire_at=now + datetime.timedelta(hours=1)
    )
    bar.save()
    bar.save_revision().publish()
    assert build_chrome("fr").announcement.text == "Salon"
    with time_machine.travel(now + datetime.timedelta(hours=2), tick=False):
        assert build_chrome("fr").announcement is None


def test_an_announcement_does_not_begin_before_its_time(site):
    bar = AnnouncementBar(
        locale=site.french, text="Salon", go_live_at=timezone.now() + datetime.timedelta(hours=1)
    )
    bar.live = False
    bar.save()
    bar.save_revision().publish()
    assert build_chrome("fr").announcement is None


@pytest.mark.parametrize("model", [MainMenu, Footer, AnnouncementBar, CompanyIdentity])
def test_adding_a_second_one_leads_to_the_first(site, client, marketing, model):
    names = f"wagtailsnippets_cms_{model._meta.model_name}"
    add = reverse(f"{names}:add")
    assert client.get(add).status_code == 200
    part = model.objects.create(locale=site.french)
    for response in (client.get(add), client.post(add, {})):
        assert response.status_code == 302
        assert response.url == reverse(f"{names}:edit", args=[part.pk])
    assert model.objects.count() == 1
    assert client.get(f"{add}?locale=en").status_code == 200
    listed = client.get(reverse(f"{names}:list"))
    assert listed.status_code == 200
    assert str(part) in listed.content.decode()


def test_the_form_saves_a_draft_publishes_and_keeps_a_history(site, client, marketing):
    add = reverse("wagtailsnippets_cms_announcementbar:add")
    fields = {"text": "Bientôt", "link-count": "0"}
    client.post(add, fields)
    bar = AnnouncementBar.objects.get()
    assert not bar.live
    assert build_chrome("fr").announcement is None
    edit = reverse("wagtailsnippets_cms_announcementbar:edit", args=[bar.pk])
    client.post(edit, {**fields, "text": "Maintenant", "action-publish": "1"})
    assert build_chrome("fr").announcement.text == "Maintenant"
    history = client.get(reverse("wagtailsnippets_cms_announcementbar:history", args=[bar.pk]))
    assert history.status_code == 200
    assert bar.revisions.count() == 2


def test_the_preview_shows_the_part_where_it_will_stand(site, client, marketing):
    bar = AnnouncementBar.objects.create(locale=site.english, text="Old", live=True)
    address = reverse("wagtailsnippets_cms_announcementbar:preview_on_edit", args=[bar.pk])
    client.post(address, {"text": "Meet us in Paris", "link-count": "0"})
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert "Meet us in Paris" in page.get_text()
    assert page.html["lang"] == "en"
    assert page.header is not None
    assert page.footer is not None
    assert page.find("a", class_="skip").get_text(strip=True) == "Skip to the content"


def test_without_the_right_the_screens_are_closed(site, client, staff):
    staff("redaction")
    bar = AnnouncementBar.objects.create(locale=site.french, text="Salon")
    names = "wagtailsnippets_cms_announcementbar"
    for address in (
        reverse(f"{names}:list"),
        reverse(f"{names}:add"),
        reverse(f"{names}:edit", args=[bar.pk]),
        reverse(f"{names}:history", args=[bar.pk]),
    ):
        response = client.get(address)
        assert response.status_code in {302, 403}
        assert "Salon" not in response.content.decode()
    assert reverse(f"{names}:list") not in client.get(reverse("wagtailadmin_home")).content.decode()
