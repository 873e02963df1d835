"""A visitor who chooses by HTTP, on a site with a home page."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from wagtail.models import Locale, Page, Site

from pages.models import HomePage

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
YOUTUBE, META = "https://www.youtube-nocookie.com", "https://connect.facebook.net"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    page = root.add_child(
        instance=HomePage(title="Accueil", slug="accueil", locale=Locale.get_default())
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def on(home, switch_on):
    switch_on("youtube", "meta")


def shown_version(client: Client) -> str:
    return re.search(r'name="panel" value="(\w{64})"', client.get("/").content.decode())[1]


def choose(client: Client, verdict: str, *, scope: str = "asked", **more):
    with_token = more.pop("with_token", True)
    token = client.get("/consent/token/").json()["token"] if with_token else ""
    data = {
        "panel": more.pop("panel", None) or shown_version(client),
        "verdict": verdict,
        "scope": scope,
        "token": token,
        "next": "/",
        **more.pop("data", {}),
    }
    return client.post("/cookies/choice/", data, headers=more.pop("headers", {}))


def policy(client: Client, path: str = "/", **headers) -> str:
    return client.get(path, headers=headers)["Content-Security-Policy"]
