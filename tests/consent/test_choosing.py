"""A choice from the panel to the header: who is asked, who sees what, and what ends it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as project
from django.test import Client

from consent.models import Receipt
from tests.consent.choosing import (
    META,
    YOUTUBE,
    choose,
    clock,
    home,
    on,
    policy,
)

__all__ = ["clock", "home", "on"]  # the fixtures
pytestmark = pytest.mark.django_db


def test_without_a_service_there_is_no_panel_and_the_link_stands(client, home):
    page = client.get("/").content.decode()
    assert 'id="consent"' not in page
    assert "consent.js" not in page
    assert 'href="/cookies/"' in page
    assert "n’utilise aucun traceur" in client.get("/cookies/").content.decode()
    assert "uses no tracker" in client.get("/en/cookies/").content.decode()


def test_what_the_policy_does_not_name_is_not_asked_about(client, home, switch_on):
    switch_on("meta", named=False)
    assert 'id="consent"' not in client.get("/").content.decode()


def test_nothing_is_ticked_and_both_buttons_weigh_the_same(client, on):
    page = client.get("/").content.decode()
    panel = page[page.index('<section class="consent"') : page.index("</section>")]
    assert "checked" not in panel
    buttons = re.findall(r'<button class="([^"]+)" type="submit" name="verdict"', panel)
    assert len(buttons) == 2
    assert buttons[0] == buttons[1]


def test_an_acceptance_opens_the_policy_for_this_visitor_alone(client, on):
    assert choose(client, "accept").status_code == 303
    assert YOUTUBE in policy(client)
    assert META in policy(client)
    assert YOUTUBE not in policy(Client())
    assert "require-corp" not in client.get("/").headers.get("Cross-Origin-Embedder-Policy", "")


def test_one_service_opens_its_own_hosts_and_no_other(client, on):
    choose(client, "selected", data={"service": ["youtube"]})
    assert YOUTUBE in policy(client)
    assert META not in policy(client)
    assert Receipt.objects.get().verdicts == {
        "advertising": {"meta": False},
        "third-parties": {"youtube": True},
    }


def test_a_refusal_needs_no_token_and_leaves_the_narrow_policy(client, on):
    before = policy(client)
    assert choose(client, "refuse", with_token=False).status_code == 303
    assert policy(client) == before
    assert client.cookies[project.CONSENT_COOKIE_NAME].value.startswith("~~")


def test_an_acceptance_without_javascript_takes_one_more_click(client, on):
    first = choose(client, "accept", with_token=False)
    assert first.status_code == 200
    assert "no-store" in first["Cache-Control"]
    assert not Receipt.objects.exists()
    fields = dict(
        re.findall(r'name="(panel|token|scope|next)" value="([^"]*)"', first.content.decode())
    )
    services = re.findall(r'name="service" value="([^"]*)"', first.content.decode())
    data = {**fields, "service": services, "verdict": "selected"}
    assert client.post("/cookies/choice/", data).status_code == 303
    assert YOUTUBE in policy(client)


def test_every_visitor_gets_the_same_bytes(client, on):
    before = client.get("/")
    choose(client, "accept")
    after = client.get("/")
    assert before.content == after.content == Client().get("/").content
    assert before["ETag"] != after["ETag"]
    assert before["Vary"].count("Cookie") == 1
    assert "Sec-GPC" in before["Vary"]
    assert "private" not in before.headers.get("Cache-Control", "")
    assert "private" in after["Cache-Control"]


def test_what_a_forged_cookie_is_answered_is_kept_nowhere(client, on):
    choose(client, "refuse")
    value = client.cookies[project.CONSENT_COOKIE_NAME].value
    client.cookies[project.CONSENT_COOKIE_NAME] = value.replace("~~", "~youtube~", 1)
    reply = client.get("/")
    assert YOUTUBE not in reply["Content-Security-Policy"]
    assert "no-store" in reply["Cache-Control"]


def test_a_kept_page_is_confirmed_only_with_the_policy_it_needs(client, on):
    etag = client.get("/")["ETag"]
    again = client.get("/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert "frame-src 'none'" in again["Content-Security-Policy"]
    choose(client, "accept")
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_global_privacy_control_closes_whatever_was_chosen(client, on):
    choose(client, "accept")
    assert YOUTUBE not in policy(client, sec_gpc="1")
    assert (
        "Global Privacy Control"
        in client.get("/cookies/", headers={"sec-gpc": "1"}).content.decode()
    )
    assert client.get("/consent/answered.css", headers={"sec-gpc": "1"}).content == (
        b"#consent{display:none!important}"
    )


def test_nothing_is_asked_for_six_months_then_it_is(client, on, clock):
    choose(client, "refuse")
    assert client.get("/consent/answered.css").content == b"#consent{display:none!important}"
    clock.move_to(datetime(2027, 5, 27, 10, 59, tzinfo=UTC))
    assert client.get("/consent/answered.css").content == b"#consent{display:none!important}"
    clock.move_to(datetime(2027, 5, 27, 11, 1, tzinfo=UTC))
    assert client.get("/consent/answered.css").content == b""


def test_a_new_service_asks_about_itself_alone(client, on, switch_on, clock):
    choose(client, "accept")
    clock.shift(timedelta(days=60))
    switch_on("vimeo")
    hidden = client.get("/consent/answered.css").content.decode()
    assert '[data-service="youtube"]' in hidden
    assert '[data-purpose="advertising"]' in hidden
    assert "vimeo" not in hidden
    assert YOUTUBE in policy(client)
    choose(client, "refuse")
    assert YOUTUBE in policy(client), "what was agreed to before still stands"
    assert "player.vimeo.com" not in policy(client)
    clock.move_to(datetime(2027, 5, 28, tzinfo=UTC))
    assert YOUTUBE not in policy(client), "and was not prolonged"


def test_the_page_of_choices_tells_what_was_chosen_and_takes_it_back(client, on):
    choose(client, "accept")
    page = client.get("/cookies/")
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert Receipt.objects.get().number in text
    assert "27 novembre 2026" in text
    assert len(re.findall(r'name="service"[^>]+checked', text)) == 2
    assert "youtube-nocookie.com" in text
    client.cookies["_fbp"] = "1"
    back = choose(client, "selected", scope="all", data={"service": ["youtube"]})
    assert META not in policy(client)
    gone = [one for one in back.cookies.values() if one.key == "_fbp"]
    assert {one["path"] for one in gone} == {"/"}
    assert {one["max-age"] for one in gone} == {0}


def test_cookies_go_from_every_path_and_parent_domain(client, on, settings):
    settings.ALLOWED_HOSTS = ["www.example.com"]
    client = Client(headers={"host": "www.example.com"})
    client.cookies["_fbp"] = "1"
    client.cookies["unrelated"] = "1"
    reply = choose(client, "refuse", data={"next": "/produits/digital/"})
    gone = {(one["domain"], one["path"]) for one in reply.cookies.values() if one.key == "_fbp"}
    paths = ["/", "/produits", "/produits/", "/produits/digital", "/produits/digital/"]
    domains = ["", "www.example.com", "example.com"]
    assert gone == {(domain, path) for domain in domains for path in paths}
    assert "unrelated" not in {one.key for one in reply.cookies.values()}
