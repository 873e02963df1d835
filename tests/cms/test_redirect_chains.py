"""Redirects that lead to redirects are folded, circles taken out, dead ends told."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.careers.test_publication import said

SCREEN = "/admin/missing-paths/"


@pytest.fixture
def tangle(site) -> None:
    for old, link in (
        ("/a", "/b/"),
        ("/b", "http://localhost:8000/c/"),
        ("/x", "/y/"),
        ("/y", "/x/"),
    ):
        Redirect.objects.create(old_path=old, redirect_link=link)
    Redirect.objects.create(old_path="/c", redirect_page=site.about)
    Redirect.objects.create(old_path="/ailleurs", redirect_link="https://example.com/b/")


def test_chains_and_circles_are_shown_and_folded_in_one_click(site, staff, client, tangle):
    user = staff("marketing")
    html = said(client.get(SCREEN))
    assert "4 à corriger" in html
    assert "tourne en rond" in html
    assert "Qui sommes-nous (une chaîne)" in html
    answer = said(client.post(f"{SCREEN}fold/", follow=True))
    assert "2 redirections mènent désormais droit au but" in answer
    assert set(Redirect.objects.values_list("old_path", "redirect_page", "redirect_link")) == {
        ("/a", site.about.pk, ""),
        ("/b", site.about.pk, ""),
        ("/c", site.about.pk, ""),
        ("/ailleurs", None, "https://example.com/b/"),
    }
    assert "à corriger" not in answer
    assert client.get("/a/")["Location"] == "/a-propos/"
    user.groups.clear()
    assert client.post(f"{SCREEN}fold/").status_code in {302, 403}


def test_a_redirect_to_a_page_that_is_not_published_is_told(site, staff, client):
    Redirect.objects.create(old_path="/vieux", redirect_page=site.about)
    site.about.unpublish()
    staff("marketing")
    assert "mène à « Qui sommes-nous », qui n’est pas publiée" in said(client.get(SCREEN))


def test_many_redirects_are_paged_with_few_queries(
    site, staff, client, django_assert_max_num_queries
):
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/ancien-{number}", redirect_page=site.about) for number in range(2_000)
    )
    staff("marketing")
    client.get(SCREEN)
    with django_assert_max_num_queries(18):
        html = said(client.get(SCREEN))
    assert html.count("/ancien-") <= 60
