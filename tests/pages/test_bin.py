"""A deleted page waits in the bin for 30 days, with all below it, and comes back as it was."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, Revision

from careers.models import CareersPage, OfferPage
from pages.bin.models import BinEntry
from pages.bin.services import throw_away
from pages.models import NewsIndexPage, NewsPage, StandardPage
from pages.preview_links.services import make_link
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put, translated

__all__ = ["page_of", "site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)


def status(path: str) -> int:
    return Client().get(path).status_code


def delete(client, page) -> str:
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "30 jours dans la corbeille" in said(client.get(address))
    return said(client.post(address, follow=True))


def restore(client, entry, **fields):
    address = reverse("restore_page", args=[entry.pk])
    data = {"parent": entry.parent_id, "with_translations": "on", **fields}
    return client.post(address, data, follow=True)


def test_a_branch_leaves_the_site_and_comes_back_as_it_was(site, staff, client):
    user = staff("marketing")
    draft = put(
        site.news,
        NewsPage(title="Brouillon", slug="brouillon", date=datetime.date(2026, 1, 1)),
        live=False,
    )
    site.article.title = "Un titre à venir"
    site.article.save_revision()
    versions = site.article.revisions.count()
    site.home.refresh_from_db()
    order = list(site.home.get_children().values_list("pk", flat=True))

    assert "« Actualités » est dans la corbeille" in delete(client, site.news)
    assert status("/actualites/") == status("/actualites/console/") == 404
    sitemap = b"".join(Client().get("/sitemap.xml").streaming_content).decode()
    assert "actualites" not in sitemap
    assert not Redirect.objects.filter(old_path__startswith="/actualites").exists()
    html = said(client.get("/admin/bin/"))
    assert "Actualités" in html
    assert "3 pages en tout" in html
    assert "marketing@example.com" in html
    assert "encore 30 jours" in html

    answer = said(restore(client, BinEntry.objects.get()))
    assert "« Actualités » est de retour." in answer
    assert status("/actualites/") == status("/actualites/console/") == 200
    assert "Un titre à venir" not in said(Client().get("/actualites/console/"))
    article = Page.objects.get(pk=site.article.pk)
    assert article.has_unpublished_changes
    assert article.revisions.count() == versions
    assert article.get_latest_revision_as_object().title == "Un titre à venir"
    assert not Page.objects.get(pk=draft.pk).live
    assert set(order) == set(site.home.get_children().values_list("pk", flat=True))
    assert not BinEntry.objects.exists()
    actions = PageLogEntry.objects.filter(page=site.news.pk, user=user).values_list(
        "action", flat=True
    )
    assert {"pages.bin.thrown", "pages.bin.restored"} <= set(actions)


def test_translations_come_back_together(site, staff, client):
    staff("marketing")
    for page in (site.about, site.about_en):
        delete(client, page)
    assert status("/a-propos/") == status("/en/about/") == 404
    html = said(client.get("/admin/bin/?language=en"))
    assert "About us" in html
    assert "Qui sommes-nous" not in html
    restore(client, BinEntry.objects.get(page=site.about))
    assert status("/a-propos/") == status("/en/about/") == 200
    assert Page.objects.get(pk=site.about.pk).get_translations().get().pk == site.about_en.pk


def test_nothing_goes_out_from_the_bin_and_a_planned_page_keeps_its_date(site, staff, client):
    with time_machine.travel(NOW, tick=False):
        user = staff("marketing")
        pages = []
        for days, title in ((2, "Premier"), (9, "Second")):
            page = put(site.home, StandardPage(title=title, slug=title.lower()), live=False)
            page.go_live_at = NOW + datetime.timedelta(days=days)
            page.save_revision().publish()
            delete(client, page)
            pages.append(page.pk)
        _link, token = make_link(page=Page.objects.get(pk=pages[0]), by=user)
        assert status(f"/apercu/{token}/") == 410
    with time_machine.travel(NOW + datetime.timedelta(days=3), tick=False):
        call_command("publish_scheduled")
        assert not Page.objects.filter(pk__in=pages, live=True).exists()
        client.force_login(user)
        early, late = (restore(client, BinEntry.objects.get(page=pk)) for pk in pages)
        assert "Leur moment est passé dans la corbeille" in said(early)
        assert "moment est passé" not in said(late)
    with time_machine.travel(NOW + datetime.timedelta(days=10), tick=False):
        call_command("publish_scheduled")
    assert (
        list(Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True)) == pages[1:]
    )


def test_a_translation_whose_place_is_in_the_bin_stays_there(site, staff, client):
    staff("marketing")
    news_en = put(site.home_en, NewsIndexPage(title="News", slug="news"))
    article_en = translated(
        site.article, news_en, "A console", slug="console", date=datetime.date(2026, 10, 5)
    )
    for page in (article_en, site.article, news_en):
        delete(client, page)
    answer = said(restore(client, BinEntry.objects.get(page=site.article)))
    assert "est de retour" in answer
    assert set(BinEntry.objects.values_list("page", flat=True)) == {article_en.pk, news_en.pk}
    restore(client, BinEntry.objects.get(page=news_en))
    restore(client, BinEntry.objects.get(page=article_en))
    assert status("/en/news/console/") == 200


def test_a_taken_address_and_a_place_that_is_gone_are_handled(site, staff, client):
    staff("marketing")
    delete(client, site.about)
    put(site.home, StandardPage(title="Une autre", slug="a-propos"))
    restore(client, BinEntry.objects.get(page=site.about), with_translations="")
    assert Page.objects.get(pk=site.about.pk).slug == "a-propos-2"
    assert status("/a-propos-2/") == 200

    delete(client, site.article)
    delete(client, site.news)
    entry = BinEntry.objects.get(page=site.article)
    wrong = said(restore(client, entry, parent=site.home.pk))
    assert "ne peut pas s’y trouver" in wrong
    assert "Choisissez la page sous laquelle" in said(restore(client, entry, parent=""))
    restore(client, BinEntry.objects.get(page=site.news))
    restore(client, entry, parent=site.news.pk)
    assert status("/actualites/console/") == 200


def test_many_at_once_and_a_page_below_another_only_once(site, staff, client):
    staff("marketing")
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    ids = "&".join(f"id={page.pk}" for page in (site.news, site.article, site.campaign))
    client.post(f"{action}?{ids}&next=/admin/")
    found = set(BinEntry.objects.values_list("page", "number"))
    assert found == {(site.news.pk, 2), (site.campaign.pk, 1)}
    assert status("/campagne/") == 404


def test_after_thirty_days_it_is_gone_for_good(site):
    with time_machine.travel(NOW, tick=False):
        throw_away(page=site.news, by=None)
    with time_machine.travel(NOW + datetime.timedelta(days=30, seconds=-1), tick=False):
        call_command("empty_bin", verbosity=0)
        assert Page.objects.filter(pk=site.article.pk).exists()
    with time_machine.travel(NOW + datetime.timedelta(days=30), tick=False):
        call_command("empty_bin", verbosity=0)
    assert not Page.objects.filter(pk__in=[site.news.pk, site.article.pk]).exists()
    assert not BinEntry.objects.exists()


def test_what_is_missing_by_now_keeps_a_page_a_draft_and_says_so(site, staff, client):
    staff("marketing")
    body = [("text", {"text": f'<p><a linktype="page" id="{site.about.pk}">nous</a></p>'})]
    page = put(site.home, StandardPage(title="Annonce", slug="annonce", body=body))
    delete(client, page)
    delete(client, site.about)
    answer = said(restore(client, BinEntry.objects.get(page=page)))
    assert "Pas republiées, car il y manque quelque chose" in answer
    assert "Annonce" in answer
    assert not Page.objects.get(pk=page.pk).live


def test_each_role_sees_and_restores_what_stood_in_its_own_part(site, staff, client):
    throw_away(page=site.legal, by=None)
    throw_away(page=site.article, by=None)
    legal, article = BinEntry.objects.get(page=site.legal), BinEntry.objects.get(page=site.article)
    staff("redaction")
    html = said(client.get("/admin/bin/"))
    assert "Une console" in html
    assert "Mentions légales" not in html, "it stood below the home page, which is Marketing's"
    for pk in (legal.pk, 99_999):
        assert client.get(reverse("restore_page", args=[pk])).status_code == 404
    elsewhere = said(restore(client, article, parent=site.home.pk))
    assert "Vous ne pouvez pas y ajouter de page" in elsewhere
    staff("dpo")
    assert client.get(reverse("restore_page", args=[legal.pk])).status_code in {302, 403, 404}


def test_who_may_not_publish_gets_a_draft_back(site, staff, client):
    marketing = staff("marketing")
    planned = put(site.news, NewsPage(title="Salon", slug="salon", date=NOW.date()), live=False)
    with time_machine.travel(NOW, tick=False):
        planned.go_live_at = NOW + datetime.timedelta(days=5)
        planned.save_revision(user=marketing).publish(user=marketing)
        for page in (site.article, planned):
            throw_away(page=page, by=marketing)
        staff("redaction")
        for entry in BinEntry.objects.all():
            assert "est de retour" in said(restore(client, entry))
    assert not Page.objects.filter(pk__in=[site.article.pk, planned.pk], live=True).exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_an_offer_that_is_incomplete_by_now_comes_back_as_a_draft(site, staff, client):
    careers = put(site.home, CareersPage(title="Carrières", slug="carrieres"))
    user = staff("rh")
    offer = put(careers, OfferPage(title="Développeuse", slug="dev"), live=False)
    OfferPage.objects.filter(pk=offer.pk).update(live=True)
    throw_away(page=offer, by=user)
    answer = said(restore(client, BinEntry.objects.get()))
    assert "« Développeuse » est de retour." in answer
    assert "il y manque quelque chose" in answer
    assert not Page.objects.get(pk=offer.pk).live


def test_nobody_links_to_a_page_in_the_bin_and_few_queries_list_it(
    site, staff, client, django_assert_max_num_queries
):
    staff("marketing")
    for number in range(30):
        page = put(site.home, StandardPage(title=f"Page {number}", slug=f"p{number}"), live=False)
        throw_away(page=page, by=None)
    chooser = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.page"})
    assert "Corbeille" not in said(chooser)
    client.get("/admin/bin/")
    with django_assert_max_num_queries(15):
        html = said(client.get("/admin/bin/"))
    assert html.count("Restaurer…") == 25


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_deleting_and_restoring_by_keyboard_and_the_screens_can_be_read_by_all(site, page_of):
    screen = page_of(reverse("wagtailadmin_pages:delete", args=[site.news.pk]))
    screen.locator("form button[type=submit], form input[type=submit]").last.press("Enter")
    screen.get_by_role("link", name="Ouvrir la corbeille").press("Enter")
    screen.get_by_role("link", name="Restaurer… Actualités").press("Enter")
    expect(screen.get_by_role("button", name="Restaurer", exact=True)).to_be_visible()
    here = screen.url.split("/admin/")[1]
    for place, part in (("/admin/bin/", ".board"), (f"/admin/{here}", "main form")):
        screen = page_of(place)
        is_readable(screen, part)
    screen.get_by_role("button", name="Restaurer", exact=True).press("Enter")
    expect(screen.get_by_text("« Actualités » est de retour.")).to_be_visible()
    assert Page.objects.get(pk=site.article.pk).live, "what stands below it came back with it"
