"""Old addresses lead to where the page is now, in one step, in both languages."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from pages.models import NewsIndexPage, StandardPage
from tests.factories.small_site import put, translated


@pytest.fixture
def settle(django_capture_on_commit_callbacks):
    """Do something as a request would, with what follows its commit."""

    def go(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return go


def rename(page: Page, slug: str) -> None:
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision().publish()


def move(page: Page, target: Page) -> None:
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")


def leads(client, path: str) -> str:
    """Where one request to `path` leads, permanently; "" when it leads nowhere."""
    answer = client.get(path)
    assert answer.status_code in (301, 404), answer.status_code
    return answer.headers.get("Location", "")


def test_a_changed_slug_keeps_its_visitors_in_both_languages(site, client, settle):
    settle(rename, site.about, "qui-nous-sommes")
    settle(rename, site.about_en, "who-we-are")
    assert leads(client, "/a-propos/") == "/qui-nous-sommes/"
    assert leads(client, "/en/about/") == "/en/who-we-are/"
    assert client.get("/qui-nous-sommes/").status_code == 200


def test_the_pages_below_and_the_feed_move_along(site, client, settle):
    settle(rename, site.news, "journal")
    assert leads(client, "/actualites/console/") == "/journal/console/"
    assert leads(client, "/actualites/atom.xml") == "/journal/atom.xml"
    assert client.get("/journal/atom.xml").status_code == 200


def test_a_moved_page_keeps_its_visitors_in_both_languages(site, client, settle):
    parent = put(site.home, StandardPage(title="Société", slug="societe"))
    parent_en = translated(parent, site.home_en, "Company", slug="company")
    settle(move, site.about, parent)
    settle(move, site.about_en, parent_en)
    assert leads(client, "/a-propos/") == "/societe/a-propos/"
    assert leads(client, "/en/about/") == "/en/company/about/"


def test_putting_pages_in_another_order_makes_none(site, settle):
    settle(Page.objects.get(pk=site.about.pk).move, Page.objects.get(pk=site.news.pk), pos="right")
    assert not Redirect.objects.exists()


def test_every_old_address_leads_there_in_one_step(site, client, settle):
    for slug in ("b", "c", "d"):
        settle(rename, site.about, slug)
    for old in ("/a-propos/", "/b/", "/c/"):
        assert leads(client, old) == "/d/"


def test_a_redirect_written_as_a_link_follows_the_page(site, client, settle):
    Redirect.add_redirect("/vieux", "/a-propos/")
    Redirect.add_redirect("/plus-vieux", "http://localhost:8000/a-propos")
    Redirect.add_redirect("/tres-vieux", "/vieux")
    settle(rename, site.about, "nous")
    for old in ("/vieux", "/plus-vieux", "/tres-vieux/"):
        assert leads(client, old) == "/nous/"


def test_going_back_to_an_old_address_leaves_no_circle(site, client, settle):
    settle(rename, site.about, "nous")
    settle(rename, site.about, "a-propos")
    assert client.get("/a-propos/").status_code == 200
    assert leads(client, "/nous/") == "/a-propos/"
    assert Redirect.objects.count() == 1


def test_two_pages_may_exchange_their_addresses(site, client, settle):
    settle(rename, site.about, "tmp")
    settle(rename, site.only_french, "a-propos")
    settle(rename, site.about, "francais")
    assert client.get("/a-propos/").context["page"].pk == site.only_french.pk
    assert client.get("/francais/").context["page"].pk == site.about.pk
    assert leads(client, "/tmp/") == "/francais/"


def test_an_automatic_redirect_goes_when_a_page_is_published_there(site, client, settle):
    settle(rename, site.about, "nous")
    put(site.home, StandardPage(title="Nouvelle", slug="a-propos"))
    assert not Redirect.objects.filter(old_path="/a-propos").exists()
    Page.objects.get(slug="a-propos").unpublish()
    assert client.get("/a-propos/").status_code == 404


def test_what_an_editor_decided_for_an_address_stays(site, client, settle):
    Redirect.add_redirect("/nous", "https://example.org/")
    settle(rename, site.about, "nous")
    settle(rename, site.about, "equipe")
    assert leads(client, "/nous/") == "https://example.org/"
    assert leads(client, "/a-propos/") == "/equipe/"


def test_a_draft_leaves_no_address_behind(site, settle):
    draft = put(site.home, StandardPage(title="Brouillon", slug="brouillon"), live=False)
    draft.slug = "autre"
    settle(draft.save)
    settle(move, draft, site.about)
    assert not Redirect.objects.exists()


def test_nobody_is_led_to_a_page_that_is_not_published(site, client, settle):
    settle(rename, site.about, "nous")
    Page.objects.get(pk=site.about.pk).unpublish()
    assert leads(client, "/a-propos/") == ""


@pytest.mark.parametrize(
    "circle",
    [
        [("/x", "/x/")],
        [("/x", "/y"), ("/y", "/x")],
        [("/x", "http://localhost:8000/y"), ("/y", "/z/"), ("/z", "/x?a=1")],
    ],
)
def test_a_circle_made_by_hand_ends_in_404(site, client, circle):
    for old, new in circle:
        Redirect.add_redirect(old, new)
    assert leads(client, "/x/") == ""


def test_a_chain_made_by_hand_is_one_step(site, client):
    Redirect.add_redirect("/un", "/deux")
    Redirect.add_redirect("/deux", "/trois?x=1")
    Redirect.add_redirect("/trois", site.about)
    assert leads(client, "/un/") == "/a-propos/"


def test_a_step_that_is_not_for_ever_makes_the_whole_way_so(site, client):
    Redirect.add_redirect("/un", "/deux")
    Redirect.add_redirect("/deux", site.about, is_permanent=False)
    answer = client.get("/un/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/a-propos/")


def test_a_link_to_a_living_page_is_not_mistaken_for_a_chain(site, client, settle):
    Redirect.add_redirect("/un", "/a-propos/")
    Redirect.add_redirect("/a-propos", "https://example.org/")
    assert leads(client, "/un") == "/a-propos/"
    Redirect.add_redirect("/deux", "/en/about/")
    Redirect.add_redirect("/en/about", "https://example.org/")
    assert leads(client, "/deux") == "/en/about/"


def test_query_strings_are_found_or_left_aside(site, client):
    Redirect.add_redirect("/page.asp?id=2", site.about)
    Redirect.add_redirect("/page.asp", site.news)
    assert leads(client, "/page.asp?id=2") == "/a-propos/"
    assert leads(client, "/page.asp?id=3") == "/actualites/"


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/a%00b", "/%5B", "/é", "/%E9", "/%F0%9F%A6%86", "/" + "a" * 3000, "/;a=1;b",
        "/?%00", "/x?" + "&".join(["a=1"] * 500), "/%25s", "/'%22", "/..%2F..%2Fetc",
    ],
)  # fmt: skip
def test_no_path_is_answered_with_an_error(site, client, path):
    assert client.get(path).status_code in (301, 400, 404)
    assert client.get("/", PATH_INFO="//[").status_code == 404


def test_a_long_tree_moves_within_few_queries(site, settle, django_assert_max_num_queries):
    news = NewsIndexPage.objects.get(pk=site.news.pk)
    for number in range(30):
        put(news, type(site.article)(title=f"Article {number}", slug=f"article-{number}"))
    with django_assert_max_num_queries(125):
        settle(rename, site.news, "journal")
    assert Redirect.objects.count() == 33  # 31 articles, the list and its feed


def test_an_address_too_long_to_be_kept_does_not_stop_the_move(site, client, settle):
    parent = site.home
    for _level in range(4):
        parent = put(parent, StandardPage(title="Long", slug="x" * 80))
    settle(rename, StandardPage.objects.get(slug="x" * 80, depth=3), "court")
    assert leads(client, f"/{'x' * 80}/") == "/court/"
