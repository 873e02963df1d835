"""The site map: parsed as XML and held against the rules of sitemaps.org and hreflang."""

import datetime
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree

from cms.seo import sitemap as maps
from pages.models import StandardPage
from tests.factories.small_site import put

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ROOT = "http://localhost:8000"


def read(client, path="/sitemap.xml"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.getvalue())


def entries(client, path="/sitemap.xml") -> dict[str, dict[str, str]]:
    """Alternates by address."""
    root = read(client, path)
    assert root.tag == f"{SITEMAP}urlset"
    found = {}
    for url in root:
        assert url.tag == f"{SITEMAP}url"
        # The order of the schema: loc first, then lastmod, then what is foreign.
        assert [one.tag for one in url][:2] == [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]
        address = url.findtext(f"{SITEMAP}loc")
        assert len(address) < 2048
        assert address not in found, "an address stands once"
        datetime.datetime.fromisoformat(url.findtext(f"{SITEMAP}lastmod"))
        found[address] = {
            one.get("hreflang"): one.get("href") for one in url.findall(f"{XHTML}link")
        }
    return found


def test_both_languages_are_in_it_and_point_at_each_other(site, client):
    found = entries(client)
    homes = {"fr": f"{ROOT}/", "en": f"{ROOT}/en/", "x-default": f"{ROOT}/"}
    assert found[f"{ROOT}/"] == found[f"{ROOT}/en/"] == homes
    assert found[f"{ROOT}/a-propos/"] == found[f"{ROOT}/en/about/"]
    assert found[f"{ROOT}/francais/"] == {}
    for alternates in found.values():
        for address in alternates.values():
            assert found[address] == alternates, "both ways"


def test_it_holds_what_search_engines_may_keep_and_nothing_else(site, client, head):
    site.only_french.add_child(
        instance=StandardPage(title="Brouillon", slug="brouillon", live=False)
    )
    private = put(site.home, StandardPage(title="Réservé", slug="reserve"))
    private.view_restrictions.create(restriction_type="login")
    paths = {urlsplit(address).path for address in entries(client)}
    assert paths == {
        "/", "/en/", "/a-propos/", "/en/about/", "/francais/", "/mentions-legales/",
        "/actualites/", "/actualites/console/",
    }  # fmt: skip
    site.campaign.listed = True
    site.campaign.save_revision().publish()
    assert "/campagne/" in {urlsplit(address).path for address in entries(client)}
    for address in entries(client):
        assert client.get(urlsplit(address).path).status_code == 200


def test_a_large_site_is_split_and_every_page_stands_once(site, client, monkeypatch):
    everything = set(entries(client))
    monkeypatch.setattr(maps, "PER_FILE", 3)
    root = read(client)
    assert root.tag == f"{SITEMAP}sitemapindex"
    files = [one.findtext(f"{SITEMAP}loc") for one in root]
    assert files == [f"{ROOT}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [entries(client, urlsplit(one).path) for one in files]
    assert sum(len(part) for part in parts) == len(everything)
    assert set().union(*parts) == everything
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_another_package_can_leave_pages_out(site, client):
    from wagtail import hooks

    def closed(pages):
        return pages.exclude(pk=site.about.pk)

    with hooks.register_temporarily("leave_out_of_sitemap", closed):
        found = entries(client)
    assert f"{ROOT}/a-propos/" not in found
    assert found[f"{ROOT}/en/about/"] == {}


def test_its_cost_does_not_grow_with_the_pages(site, client, django_assert_max_num_queries):
    for number in range(12):
        put(site.home, StandardPage(title=f"Page {number}", slug=f"page-{number}"))
    with django_assert_max_num_queries(8):
        assert len(entries(client)) == 20
