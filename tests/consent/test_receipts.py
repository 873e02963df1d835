"""What is recorded of a choice, what is refused, and what our scripts ask for."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale

from consent.models import PanelVersion, Receipt
from pages.models import HomePage
from tests.consent.choosing import (
    YOUTUBE,
    choose,
    clock,
    home,
    on,
    policy,
    shown_version,
)

__all__ = ["clock", "home", "on"]  # the fixtures
pytestmark = pytest.mark.django_db


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
