"""A choice from the panel to the header: what is recorded, what is refused, who sees what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

from consent.models import PanelVersion, Receipt
from pages.models import HomePage

pytestmark = pytest.mark.django_db
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


def test_a_choice_sent_twice_counts_once(client, on):
    version = shown_version(client)
    token = client.get("/consent/token/").json()["token"]
    data = {"panel": version, "verdict": "accept", "scope": "asked", "token": token}
    assert client.post("/cookies/choice/", data).status_code == 303
    again = Client().post("/cookies/choice/", data)
    assert again.status_code == 409
    assert not again.cookies
    assert Receipt.objects.count() == 1


def test_a_choice_that_was_taken_back_does_not_come_back(client, on):
    choose(client, "accept")
    old = client.cookies[project.CONSENT_COOKIE_NAME].value
    choose(client, "refuse", scope="all")
    client.cookies[project.CONSENT_COOKIE_NAME] = old
    assert YOUTUBE not in policy(client)
    page = client.get("/cookies/")
    assert page.cookies[project.CONSENT_COOKIE_NAME].value == ""


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_sites_page_chooses_for_nobody(client, on, origin):
    assert choose(client, "accept", headers={"origin": origin}).status_code == 403
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"panel": "0" * 64}, 409),
        ({"verdict": "maybe"}, 400),
        ({"token": "forged:token"}, 409),
        ({"scope": "one", "service": "nothing"}, 409),
    ],
)
def test_what_is_stale_or_forged_is_refused(client, on, changes, status):
    reply = choose(client, "accept", data=changes)
    assert reply.status_code == status
    assert not Receipt.objects.exists()
    assert "Votre choix n’a pas été enregistré" in reply.content.decode()


def test_a_token_lasts_an_hour(client, on, clock):
    version = shown_version(client)
    token = client.get("/consent/token/").json()["token"]
    clock.shift(timedelta(minutes=61))
    data = {"panel": version, "verdict": "accept", "scope": "asked", "token": token}
    assert client.post("/cookies/choice/", data).status_code == 409


@pytest.mark.parametrize(
    "path", ["//evil.example/", "https://evil.example/", "/\\evil", "javascript:1"]
)
def test_nobody_is_led_elsewhere(client, on, path):
    assert choose(client, "refuse", data={"next": path})["Location"] == "/cookies/"


def test_too_many_choices_wait(client, on, settings):
    settings.FORM_POSTS_PER_MINUTE = 10
    statuses = {
        choose(client, "refuse", scope="all", with_token=False).status_code for _time in range(31)
    }
    assert statuses == {303, 429}


def test_the_receipt_says_what_was_shown_and_nothing_about_who(client, on):
    from consent import trackers

    trackers.set_published_policy(lambda: ("1.13", "a" * 64))
    choose(client, "accept", headers={"user-agent": "ZZPII7f3"})
    receipt = Receipt.objects.get()
    assert receipt.panel.hash == shown_version(client)
    assert "Tout accepter" in receipt.panel.text_fr
    assert "Accept all" in receipt.panel.text_en
    assert len(receipt.panel.code_hash) == 64
    assert {one["slug"] for one in receipt.panel.facts} == {"youtube", "meta"}
    assert (receipt.policy_version, receipt.policy_hash) == ("1.13", "a" * 64)
    said = " ".join(str(value) for value in vars(receipt).values())
    assert "ZZPII7f3" not in said
    assert "127.0.0.1" not in said


def test_a_change_of_the_panel_makes_a_new_version_and_keeps_the_old_one(client, on, switch_on):
    choose(client, "refuse")
    switch_on("vimeo")
    choose(client, "refuse")
    assert [version.number for version in PanelVersion.objects.all()] == [2, 1]
    assert "Vimeo" not in PanelVersion.objects.get(number=1).text_fr


def test_receipts_go_on_their_own_clock(client, on, clock):
    choose(client, "refuse")
    clock.move_to(datetime(2027, 11, 27, 11, 59, tzinfo=UTC))
    call_command("prune_consent")
    assert Receipt.objects.count() == 1
    clock.move_to(datetime(2027, 11, 27, 12, 0, tzinfo=UTC))
    call_command("prune_consent")
    assert not Receipt.objects.exists()
    assert PanelVersion.objects.count() == 1


def test_what_a_script_asks_for_is_private_or_the_same_for_all(client, on):
    address = re.search(r'data-register="([^"]+)"', client.get("/").content.decode())[1]
    register = client.get(address)
    assert "immutable" in register["Cache-Control"]
    assert {
        "slug": "matomo",
        "traces": [["cookie", "_pk_id.*"], ["cookie", "_pk_ses.*"]],
    } in register.json()
    assert client.get("/consent/register-0000000000000000.json").status_code == 404
    assert "no-store" in client.get("/consent/token/")["Cache-Control"]
    assert "no-store" in client.get("/consent/answered.css")["Cache-Control"]


def test_recaptcha_is_let_in_on_pages_with_a_form_alone(client, on, switch_on, settings):
    from policy.models import YourDataPage

    page = YourDataPage(title="Vos données", slug="vos-donnees", locale=Locale.get_default())
    HomePage.objects.get().add_child(instance=page)
    settings.RECAPTCHA_CLIENT = "3:public"
    switch_on("recaptcha")
    choose(client, "accept")
    assert "https://www.google.com/recaptcha/" in policy(client, "/vos-donnees/")
    assert "recaptcha" not in policy(client, "/")
