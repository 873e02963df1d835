"""Somebody without an account sees a page before it is public, by a link that expires and can be revoked."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page, PageLogEntry

from pages.models import StandardPage
from pages.preview_links.models import PreviewLink
from pages.preview_links.services import hash_of, make_link
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put

__all__ = ["page_of", "site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)


@pytest.fixture
def draft(site):
    return put(site.home, StandardPage(title="Bientôt", slug="bientot"), live=False)


def link_to(page, **options) -> str:
    _link, token = make_link(page=page, by=None, **options)
    return f"/apercu/{token}/"


def test_a_draft_is_seen_by_its_link_alone_and_by_nobody_s_cache(site, draft):
    visitor, address = Client(), link_to(draft)
    answer = visitor.get(address)
    assert answer.status_code == 200
    html = said(answer)
    assert "<h1>Bientôt" in re.sub(r"<h1[^>]*>\s*", "<h1>", html)
    assert "Aperçu que seul ce lien ouvre" in html
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert not visitor.cookies
    assert visitor.get("/bientot/").status_code == 404
    draft.title = "Très bientôt"
    draft.save_revision()
    assert "Très bientôt" in said(visitor.get(address)), "the latest draft, whatever it is"
    assert visitor.post(address).status_code == 405
    assert visitor.get("/apercu/unknown/").status_code == 410


def test_english_pages_are_shown_in_english(site):
    html = Client().get(link_to(site.about_en)).content.decode()
    assert '<html lang="en"' in html
    assert "A preview that only this link opens" in html


def test_only_a_hash_is_kept_and_openings_are_counted_without_visitors(site, draft):
    link, token = make_link(page=draft, by=None)
    assert len(token) >= 22
    row = PreviewLink.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == hash_of(token)
    Client().get(f"/apercu/{token}/", headers={"user-agent": "ZZPII"}, REMOTE_ADDR="203.0.113.9")
    Client().head(f"/apercu/{token}/")
    link.refresh_from_db()
    assert link.opened == 1
    assert not {"ZZPII", "203.0.113.9"} & set(map(str, PreviewLink.objects.values_list().get()))


def test_it_expires_is_revoked_and_is_forgotten(site, draft, staff, client):
    with time_machine.travel(NOW, tick=False):
        address = link_to(draft, days=2)
        other = link_to(draft)
    with time_machine.travel(NOW + datetime.timedelta(days=2, seconds=-1), tick=False):
        assert Client().get(address).status_code == 200
    with time_machine.travel(NOW + datetime.timedelta(days=2), tick=False):
        assert Client().get(address).status_code == 410
        user = staff("marketing")
        link = PreviewLink.objects.order_by("pk").last()
        client.post(reverse("revoke_preview_link", args=[link.pk]))
        gone = Client().get(other)
        assert gone.status_code == 410
        assert "Cet aperçu est terminé" in said(gone)
        assert PageLogEntry.objects.get(action="pages.preview_link.revoked").user == user
    with time_machine.travel(NOW + datetime.timedelta(days=33), tick=False):
        call_command("prune_preview_links", verbosity=0)
    assert not PreviewLink.objects.exists()


def test_the_page_as_it_will_look_on_a_date(site):
    with time_machine.travel(NOW, tick=False):
        page = put(site.home, StandardPage(title="Maintenant", slug="annonce"))
        for days, title in ((2, "Dans deux jours"), (4, "Dans quatre jours")):
            later = Page.objects.get(pk=page.pk).specific
            later.title, later.go_live_at = title, NOW + datetime.timedelta(days=days)
            if days == 4:
                later.expire_at = NOW + datetime.timedelta(days=6)
            revision = later.save_revision()
            revision.publish()
        page.refresh_from_db()

        def seen(days: float) -> str:
            moment = NOW + datetime.timedelta(days=days)
            return said(Client().get(link_to(page, shown_on=moment)))

        assert "<title>Maintenant" in re.sub(r"<title>\s*", "<title>", seen(1))
        # The second date took the place of the first, as Wagtail has it.
        assert "Dans deux jours" not in seen(3)
        assert "Dans quatre jours" in seen(5)
        late = Client().get(link_to(page, shown_on=NOW + datetime.timedelta(days=7)))
        assert late.status_code == 404
        assert "Pas publiée à cette date" in said(late)
        draft = put(site.home, StandardPage(title="Jamais", slug="jamais"), live=False)
        assert Client().get(link_to(draft, shown_on=NOW)).status_code == 404


def test_the_address_is_shown_once_with_who_made_it(site, draft, staff, client):
    staff("marketing")
    screen = reverse("page_preview_links", args=[draft.pk])
    assert "Valable … jours" in said(client.get(screen))
    wrong = said(client.post(screen, {"days": "400", "shown_on": "2020-01-01 10:00"}))
    assert "Choisissez un moment à venir" in wrong
    made = said(client.post(screen, {"days": "3", "shown_on": ""}))
    address = re.search(r'value="https?://[^"]*(/apercu/[\w-]+/)"', made)[1]
    assert Client().get(address).status_code == 200
    again = said(client.get(screen))
    assert address not in again
    assert "marketing@example.com" in again
    assert "1 fois" in again
    assert "Bientôt" in said(client.get("/admin/preview-links/"))
    editor = said(client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))
    assert "1 lien est ouvert." in editor


def test_who_may_not_edit_a_page_neither_shares_it_nor_learns_of_its_links(site, staff, client):
    link, _token = make_link(page=site.legal, by=None)
    staff("redaction")
    assert "Mentions légales" not in said(client.get("/admin/preview-links/"))
    for pk in (site.legal.pk, 99_999):
        assert client.get(reverse("page_preview_links", args=[pk])).status_code == 404
        assert client.post(reverse("page_preview_links", args=[pk]), {"days": 3}).status_code == 404
    for pk in (link.pk, 99_999):
        assert client.post(reverse("revoke_preview_link", args=[pk])).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_many_links_are_paged_with_few_queries(
    site, draft, staff, client, django_assert_max_num_queries
):
    PreviewLink.objects.bulk_create(
        PreviewLink(
            page=draft, token_hash=f"{number}", until=timezone.now() + datetime.timedelta(days=9)
        )
        for number in range(3_000)
    )
    staff("marketing")
    client.get("/admin/preview-links/")
    with django_assert_max_num_queries(15):
        html = said(client.get("/admin/preview-links/"))
    assert html.count("Révoquer") == 25


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_link_is_made_by_keyboard_and_the_screens_can_be_read_by_all(site, draft, page_of):
    screen = page_of(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    screen.locator("[data-side-panel-toggle=share]").press("Enter")
    screen.get_by_role("link", name="Partager un aperçu…").press("Enter")
    screen.get_by_label("Valable … jours").fill("5")
    screen.keyboard.press("Enter")
    address = screen.get_by_label("Envoyez cette adresse")
    expect(address).to_have_value(re.compile("/apercu/"))
    path = "/apercu/" + address.input_value().split("/apercu/")[1]
    here = reverse("page_preview_links", args=[draft.pk])
    for place in (here, "/admin/preview-links/"):
        screen = page_of(place)
        is_readable(screen, ".board")
    screen.goto(screen.url.split("/admin/")[0] + path)
    expect(screen.get_by_role("heading", name="Bientôt", level=1)).to_be_visible()
    is_readable(screen, "html")
    screen = page_of("/admin/preview-links/")
    with screen.expect_navigation():
        screen.get_by_role("button", name=re.compile("^Révoquer")).first.press("Enter")
    assert Client().get(path).status_code in {404, 410}
