"""A video of another host: nothing of it before the visitor asks for it and agrees."""

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

HOST = "https://www.youtube-nocookie.com"


@pytest.fixture
def asked(visit):
    """The page that asks for agreement, reached from a page with a video."""
    opened = visit("digital")
    opened.page.locator(".video__poster").click()
    opened.page.wait_for_load_state("networkidle")
    return opened


def test_the_page_before_it_says_who_receives_what(asked, whole_site):
    page = asked.page
    assert "YouTube (Google)" in page.locator("h1").inner_text()
    assert page.get_by_text("votre adresse IP").is_visible()
    assert page.locator("iframe").count() == 0
    assert page.get_by_role("link", name=re.compile("Voir sur YouTube")).is_visible()
    hosts = {urlsplit(one).netloc for one in asked.requests if not one.startswith("data:")}
    assert hosts == {urlsplit(whole_site.server.url).netloc}


def test_the_player_comes_with_the_agreement_and_its_host_alone_is_allowed(asked, whole_site):
    path = urlsplit(asked.page.url).path
    assert asked.page.get_by_role("button", name="J’accepte : lire la vidéo").is_visible()
    before, after = whole_site.server.get(path), whole_site.server.get(f"{path}?accord=1")
    assert HOST not in before["Content-Security-Policy"]
    assert f"frame-src {HOST};" in f"{after['Content-Security-Policy']};"
    frame = re.search(r"<iframe[^>]+>", after.text)[0]
    assert f'src="{HOST}/embed/' in frame
    assert 'title="Lecteur de YouTube (Google)"' in frame
    assert before.all("Set-Cookie") == after.all("Set-Cookie") == []


@pytest.mark.parametrize(
    "end", ["youtube:aaaaaaaaaaa", "youtube:aaaaaaaaaaa:forged", "x%00", "%C3%A9"]
)
def test_only_videos_that_an_editor_chose_are_shown(whole_site, end):
    assert whole_site.server.get(f"/video/{end}/").status in {400, 404}


def test_the_words_of_the_video_can_be_read(visit):
    page = visit("digital", java_script_enabled=False).page
    page.get_by_text("Lire la transcription").click()
    assert page.get_by_text("Une conseillère ouvre la console.").is_visible()
