"""robots.txt, security.txt, web manifest and icons, asked for as their readers do."""

import datetime
import io
import json
import urllib.robotparser
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.staticfiles import finders
from PIL import Image

from cms.models import CompanyIdentity

pytestmark = pytest.mark.django_db


def published_identity(locale, **fields):
    identity = CompanyIdentity(locale=locale, **fields)
    identity.save()
    identity.save_revision().publish()
    return identity


def test_robots_keep_to_the_public_site(site, client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    assert robots.site_maps() == ["http://localhost:8000/sitemap.xml"]
    for path, allowed in {
        "/": True,
        "/a-propos/": True,
        "/en/about/": True,
        "/recherche/": True,
        "/recherche/?q=console": False,
        "/admin/": False,
        "/admin/login/": False,
    }.items():
        assert robots.can_fetch("*", f"http://localhost:8000{path}") is allowed, path


def test_security_txt_needs_somebody_to_write_to(site, client):
    assert client.get("/.well-known/security.txt").status_code == 404
    published_identity(site.french, email="bonjour@example.com")
    assert "Contact: mailto:bonjour@example.com" in fields_of(client)
    CompanyIdentity.objects.update(security_email="securite@example.com")
    assert "Contact: mailto:securite@example.com" in fields_of(client)


def fields_of(client) -> list[str]:
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


@pytest.mark.parametrize("day", ["2026-11-23", "2028-02-29", "2031-12-31"])
def test_security_txt_is_never_out_of_date(site, client, day):
    published_identity(site.french, email="bonjour@example.com")
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        values = dict(line.split(": ", 1) for line in fields_of(client))
        now = datetime.datetime.now(datetime.UTC)
    expires = datetime.datetime.fromisoformat(values["Expires"])
    # RFC 9116, 2.5.5: in the future, and less than a year away.
    assert now < expires < now + datetime.timedelta(days=365)
    assert values["Canonical"] == "http://localhost:8000/.well-known/security.txt"
    assert values["Preferred-Languages"] == "fr, en"


@pytest.mark.parametrize(("path", "language", "home"), [("", "fr", "/"), ("/en", "en", "/en/")])
def test_the_manifest_speaks_the_language_of_the_page(site, client, path, language, home):
    published_identity(site.french, tagline="Une seule conversation")
    response = client.get(f"{path}/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert manifest["lang"] == language
    assert manifest["start_url"] == manifest["scope"] == home
    assert manifest.get("description", "") == ("Une seule conversation" if language == "fr" else "")
    purposes = set()
    for icon in manifest["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert Image.MIME[image.format] == icon["type"]
        purposes.add((icon["purpose"], image.width))
    assert purposes == {(kind, size) for kind in ("any", "maskable") for size in (192, 512)}


def test_every_icon_the_head_names_is_there(site, head):
    links = head(site.home).links
    expected = {"svg": None, "ico": (32, 32), "png": (180, 180)}
    for link in [*links["icon"], *links["apple-touch-icon"]]:
        path = urlsplit(link["href"]).path
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        size = expected[path.rpartition(".")[2]]
        if size:
            with Image.open(found) as image:
                assert image.size == size


def test_the_icon_asked_for_by_habit_is_an_icon(client):
    response = client.get("/favicon.ico")
    assert response["Content-Type"] == "image/x-icon"
    with Image.open(io.BytesIO(response.content)) as image:
        assert image.info["sizes"] == {(16, 16), (32, 32)}


@pytest.mark.parametrize(
    "path",
    ["/robots.txt", "/sitemap.xml", "/favicon.ico", "/site.webmanifest", "/en/site.webmanifest"],
)
def test_nobody_gets_a_cookie_and_nothing_can_be_posted(site, client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(path).status_code in {403, 405}
