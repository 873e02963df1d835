"""A video of another host that marketing has not switched on: nothing of it, and a plain link to it.

Playing it for who agrees is tested with the other trackers (tests/consent).
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(visit):
    """The video's own page, reached from a page with a video."""
    opened = visit("digital")
    opened.page.locator(".video__poster").click()
    opened.page.wait_for_load_state("networkidle")
    return opened


def test_its_page_says_who_would_receive_what_and_leads_there(asked, whole_site):
    page = asked.page
    assert "YouTube (Google)" in page.locator("h1").inner_text()
    assert page.get_by_text("votre adresse IP").is_visible()
    assert page.locator("iframe").count() == 0
    assert page.get_by_role("link", name=re.compile("Voir sur YouTube")).is_visible()
    hosts = {urlsplit(one).netloc for one in asked.requests if not one.startswith("data:")}
    assert hosts == {urlsplit(whole_site.server.url).netloc}


def test_no_address_brings_the_player_without_an_agreement(asked, whole_site):
    path = urlsplit(asked.page.url).path
    for end in ("", "?accord=1"):
        reply = whole_site.server.get(path + end)
        assert "frame-src 'none'" in reply["Content-Security-Policy"]
        assert "<iframe" not in reply.text
        assert reply.all("Set-Cookie") == []


@pytest.mark.parametrize(
    "end", ["youtube:aaaaaaaaaaa", "youtube:aaaaaaaaaaa:forged", "x%00", "%C3%A9"]
)
def test_only_videos_that_an_editor_chose_are_shown(whole_site, end):
    assert whole_site.server.get(f"/video/{end}/").status in {400, 404}


def test_the_words_of_the_video_can_be_read(visit):
    page = visit("digital", java_script_enabled=False).page
    page.get_by_text("Lire la transcription").click()
    expect(page.get_by_text("Une conseillère ouvre la console.")).to_be_visible()
