"""Links that lead nowhere are found where they stand, and mended there in one click."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page

from cms.models import MainMenu
from outbox.delivering import drain
from pages.link_keeper import outside
from pages.link_keeper.models import BrokenLink, OutsideLink
from pages.models import StandardPage
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.factories.small_site import put

LIST = "/admin/links/"


def text(*links: str) -> list:
    return [("text", {"text": "<p>" + " ".join(links) + "</p>", "contents": False})]


def to_page(pk: int, words: str) -> str:
    return f'<a linktype="page" id="{pk}">{words}</a>'


def to(address: str, words: str) -> str:
    return f'<a href="{address}">{words}</a>'


def page_with(site, *links: str, title: str = "Annonce", **fields) -> StandardPage:
    return put(
        site.home, StandardPage(title=title, slug=title.lower(), body=text(*links), **fields)
    )


def broken() -> dict[str, str]:
    """What is the matter, by the words of the link."""
    call_command("check_links", verbosity=0)
    return dict(BrokenLink.objects.values_list("words", "why"))


def html_of(page) -> str:
    return str(Page.objects.get(pk=page.pk).specific.body.get_prep_value())


@pytest.fixture
def gone(site) -> int:
    page = put(site.home, StandardPage(title="Nos tarifs", slug="tarifs"))
    put(site.home, StandardPage(title="Nos tarifs 2027", slug="nos-tarifs"))
    key = page.pk
    page.delete()
    return key


def test_each_kind_of_broken_link_is_told_apart_and_good_ones_are_left_alone(site, gone):
    draft = put(site.home, StandardPage(title="Bientôt", slug="bientot"), live=False)
    section = '<h2>Notre équipe</h2><p><a href="#notre-equipe">ici</a> <a href="#nous">là</a></p>'
    put(site.home, StandardPage(title="Nous", slug="nous", body=[("text", {"text": section})]))
    page_with(
        site,
        to_page(gone, "les tarifs"),
        to_page(draft.pk, "à venir"),
        to_page(site.about.pk, "bon"),
        to("/rien/du/tout/", "nulle part"),
        to("/a-propos/", "bonne adresse"),
        to("/en/about/", "bonne en anglais"),
        to("/actualites/?categorie=produit", "avec un filtre"),
        to("/nous/#notre-equipe", "bonne section"),
        to("/nous/#direction", "section perdue"),
        to("mailto:contact@example.com", "courriel"),
        to("https://example.com/", "autre site"),
    )
    menu = MainMenu.objects.create(
        locale=site.french,
        entries=[{"type": "entry", "value": {"label": "Vieux", "page": gone, "address": ""}}],
    )
    menu.save_revision().publish()
    assert broken() == {
        "les tarifs": "deleted",
        "à venir": "draft",
        "nulle part": "address",
        "section perdue": "anchor",
        "là": "anchor",
        "Vieux": "deleted",
    }
    assert list(OutsideLink.objects.values_list("address", flat=True)) == ["https://example.com/"]
    since = BrokenLink.objects.get(words="les tarifs")
    assert broken()["les tarifs"] == "deleted"
    assert BrokenLink.objects.get(words="les tarifs").pk == since.pk, "known since its first night"


def test_what_stands_on_a_draft_is_nobody_s_dead_end_yet(site, gone):
    body = text(to_page(gone, "les tarifs"))
    put(site.home, StandardPage(title="Brouillon", slug="brouillon", body=body), live=False)
    assert broken() == {}


def test_one_click_leads_the_link_to_the_page_that_was_meant_and_visitors_see_it(
    site, staff, client, gone
):
    page = page_with(site, to_page(gone, "les tarifs"))
    broken()
    staff("marketing")
    html = said(client.get(LIST))
    assert "« les tarifs »" in html
    assert "La page a été supprimée." in html
    assert "Mener à « Nos tarifs 2027 »" in html
    row = BrokenLink.objects.get()
    answer = client.post(reverse("link_keeper:suggested", args=[row.pk]), follow=True)
    assert "les visiteurs le voient aussitôt" in said(answer)
    meant = Page.objects.get(slug="nos-tarifs")
    assert f'id="{meant.pk}"' in html_of(page)
    assert "les tarifs" in client.get("/annonce/").content.decode()
    assert not BrokenLink.objects.exists()


def test_taking_a_link_out_keeps_its_words(site, staff, client, gone):
    page = page_with(site, to_page(gone, "les tarifs"), to("/a-propos/", "nous"))
    broken()
    staff("marketing")
    client.post(reverse("link_keeper:unlink", args=[BrokenLink.objects.get().pk]))
    html = html_of(page)
    assert f'id="{gone}"' not in html
    assert "les tarifs" in html
    assert 'href="/a-propos/"' in html


def test_a_page_with_an_unpublished_draft_is_mended_in_the_draft_alone(site, staff, client, gone):
    page = page_with(site, to_page(gone, "les tarifs"))
    page.title = "Annonce revue"
    page.save_revision()
    broken()
    staff("marketing")
    row = BrokenLink.objects.get()
    choose = reverse("link_keeper:target", args=[row.pk])
    assert "Choisissez une page ou saisissez une adresse" in said(client.post(choose, {}))
    assert "commence par https" in said(client.post(choose, {"address": "javascript:alert(1)"}))
    answer = client.post(choose, {"address": "/a-propos/"}, follow=True)
    assert "dans le brouillon" in said(answer)
    assert f'id="{gone}"' in html_of(page)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, 'href="/a-propos/"' in str(draft.body.get_prep_value())) == (
        "Annonce revue",
        True,
    )
    answer = client.post(choose, {"address": "/a-propos/"}, follow=True)
    assert "Publiez-le" in said(answer)


def test_who_may_not_change_a_page_sees_and_mends_nothing_of_it(site, staff, client, gone):
    page_with(site, to_page(gone, "les tarifs"))
    broken()
    row = BrokenLink.objects.get()
    staff("rh")
    assert client.get(LIST).status_code in {302, 403}
    assert client.post(reverse("link_keeper:unlink", args=[row.pk])).status_code in {302, 403, 404}
    staff("redaction")
    assert "les tarifs" in said(client.get(LIST))
    site.legal.body = text(to_page(gone, "mentions"))
    site.legal.save_revision().publish()
    broken()
    assert "« mentions »" not in said(client.get(LIST)), "legal pages are Marketing's"
    mine = BrokenLink.objects.get(words="mentions")
    assert client.post(reverse("link_keeper:unlink", args=[mine.pk])).status_code == 404
    assert client.post(reverse("link_keeper:unlink", args=[99_999])).status_code == 404


class OtherSite(BaseHTTPRequestHandler):
    def do_GET(self):
        status = int(self.path.strip("/").split("/")[0])
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/200/ici/")
        self.end_headers()

    def log_message(self, *args):
        """Silence."""


@pytest.fixture
def other_site(settings):
    settings.CALLS_INSIDE = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_other_sites_are_asked_on_demand_by_the_worker(site, staff, client, other_site):
    page = page_with(
        site,
        to(f"{other_site}/404/", "perdu"),
        to(f"{other_site}/200/", "bon"),
        to(f"{other_site}/403/", "pas pour les machines"),
        to(f"{other_site}/301/", "parti"),
        to("http://127.0.0.1:9/", "muet"),
    )
    assert broken() == {}
    staff("marketing")
    assert "5 adresses" in said(client.post(reverse("link_keeper:check_outside"), follow=True))
    drain()
    assert dict(BrokenLink.objects.values_list("words", "answer")) == {
        "perdu": "404",
        "muet": "ConnectionRefusedError",
    }
    assert OutsideLink.objects.get(address__contains="/301/").moved_to == f"{other_site}/200/ici/"
    assert "Sa réponse : 404" in said(client.get(LIST))
    client.post(reverse("link_keeper:unlink", args=[BrokenLink.objects.get(words="perdu").pk]))
    assert "/404/" not in html_of(page)
    assert "perdu" not in broken()


def test_the_server_asks_nothing_inside_its_own_network(settings):
    settings.CALLS_INSIDE = False
    for address in (
        "http://127.0.0.1/",
        "http://169.254.169.254/",
        "ftp://example.com/",
        "http://[",
    ):
        assert outside.ask(address) == outside.Answer(False, "forbidden address")


def test_ten_thousand_broken_links_are_paged_with_few_queries(
    site, staff, client, gone, django_assert_max_num_queries
):
    page = page_with(site, to_page(gone, "les tarifs"))
    broken()
    first = BrokenLink.objects.get()
    BrokenLink.objects.bulk_create(
        BrokenLink(
            key=f"k{number}",
            page=page,
            why="address",
            target=f"/perdu-{number}/",
            words=f"lien {number}",
            first_seen=first.first_seen,
        )
        for number in range(10_000)
    )
    staff("marketing")
    client.get(LIST)
    with django_assert_max_num_queries(19):
        html = said(client.get(LIST))
    assert "10001 liens" in html.replace("\u202f", "").replace(" 001", "001")
    assert html.count("<tr>") <= 27


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_list_is_worked_by_keyboard_and_can_be_read_by_all(site, page_of, gone):
    page_with(site, to_page(gone, "les tarifs"), to("/perdu/", "perdu"))
    broken()
    screen = page_of(LIST)
    is_readable(screen, ".board")
    button = screen.get_by_role("button", name="Mener à « Nos tarifs 2027 »")
    button.focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("les visiteurs le voient aussitôt")).to_be_visible()
    expect(screen.locator(".board__table tbody tr")).to_have_count(1)
    screen.get_by_role("link", name="Mener ailleurs… perdu").press("Enter")
    screen.get_by_label("Ou une autre adresse").fill("/a-propos/")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Chaque lien mène quelque part.")).to_be_visible()
