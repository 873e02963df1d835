"""What a visit costs and leaves behind: bytes, hosts, cookies, messages in the console."""

import gzip
import re
from urllib.parse import urlsplit

import pytest

from .pages import PAGES

pytestmark = pytest.mark.browser

MOST_CSS, MOST_JS = 14 * 1024, 8 * 1024


def sizes(opened, whole_site) -> dict[str, int]:
    """Bytes on the wire by kind, compressed as this server does for a browser."""
    spent = {"css": 0, "js": 0}
    for address in dict.fromkeys(opened.requests):
        path = urlsplit(address).path
        kind = path.rpartition(".")[2]
        if kind in spent:
            reply = whole_site.server.get(path, Accept_Encoding="gzip")
            packed = (
                reply.body if reply["Content-Encoding"] == "gzip" else gzip.compress(reply.body)
            )
            spent[kind] += len(packed)
    return spent


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_and_keeps_to_itself(visit, whole_site, name):
    opened = visit(name, width=360)
    spent = sizes(opened, whole_site)
    assert 0 < spent["css"] <= MOST_CSS, spent
    assert 0 < spent["js"] <= MOST_JS, spent
    hosts = {urlsplit(one).netloc for one in opened.requests if not one.startswith("data:")}
    assert hosts == {urlsplit(whole_site.server.url).netloc}
    assert opened.page.context.cookies() == []
    assert opened.page.evaluate("localStorage.length + sessionStorage.length") == 0
    missing = "404" if name == "/nulle-part/" else "nothing"
    assert [line for line in opened.console if missing not in line] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_styled_or_scripted_in_the_page_itself(whole_site, name):
    html = whole_site.server.get(whole_site.paths.get(name, name)).text
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=", html)
    scripts = re.findall(r"<script([^>]*)>", html)
    assert all("src=" in one or "application/ld+json" in one for one in scripts)


def test_the_fonts_are_ours_and_small(visit, whole_site):
    opened = visit("home")
    fonts = {one for one in opened.requests if one.endswith(".woff2")}
    assert len(fonts) == 2, "French needs the Latin files alone"
    weight = sum(len(whole_site.server.get(urlsplit(one).path).body) for one in fonts)
    assert weight <= 64 * 1024
    assert opened.page.evaluate("document.fonts.check('700 20px Bricolage')")


def test_pictures_have_their_dimensions_and_wait_below_the_fold(visit):
    page = visit("standard").page
    pictures = page.locator("main img")
    assert pictures.count() >= 5
    for picture in pictures.all():
        assert picture.get_attribute("width")
        assert picture.get_attribute("height")
        assert picture.get_attribute("alt") is not None
        assert picture.get_attribute("loading") == "lazy"
