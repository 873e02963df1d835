"""Every public form: judged by its own token, posted once, nothing lost, nobody else's page."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from intake.models import SpentToken
from tests.intake import rehearsal_form
from tests.intake.solving import solve

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANSWERS = {"name": "Anaïs Lecœur", "email": "anais@example.com", "message": "Bonjour ZZPII7f3"}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intake.rehearsal_form")]


@pytest.fixture(autouse=True)
def _calls(settings):
    rehearsal_form.CALLS.clear()
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 3


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


# What the page's worker has found, by token.
WORKED: dict[str, str] = {}


def fetch_token(client: Client, form: str = "rehearsal") -> str:
    given = client.get("/form-token/", {"form": form}).json()
    WORKED[given["token"]] = solve(given["work"])
    return given["token"]


def token_in(response) -> str:
    return re.search(r'name="form_token" value="([^"]*)"', response.content.decode()).group(1)


def post(client: Client, token: str = "", **changes):
    headers = changes.pop("headers", {})
    fields = {**ANSWERS, "form_token": token, "form_work": WORKED.get(token, ""), **changes}
    return client.post("/rehearsal/", fields, headers=headers)


def test_a_person_with_javascript_posts_at_the_first_try(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    response = post(client, token)
    assert (response.status_code, response["Location"]) == (303, "/thanks/1/")
    assert rehearsal_form.CALLS[0][0]["name"] == "Anaïs Lecœur"
    assert not response.cookies


def test_without_javascript_one_more_click_is_enough_and_nothing_is_retyped(client, clock):
    first = post(client)
    assert "state=confirm" in first.content.decode()
    assert "Bonjour ZZPII7f3" in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert "private" in first["Cache-Control"]
    assert rehearsal_form.CALLS == []
    clock.shift(5)
    assert post(client, token_in(first)).status_code == 303


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "",
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.replace("rehearsal", "contact", 1),
        lambda token: "x" * 5000,
        lambda token: token + "\x00",
    ],
)
def test_a_missing_or_forged_token_stores_nothing_and_keeps_the_input(client, clock, forge):
    token = fetch_token(client)
    clock.shift(20)
    response = post(client, forge(token))
    assert response.status_code == 200
    assert "ZZPII7f3" in response.content.decode()
    assert not rehearsal_form.CALLS
    assert not SpentToken.objects.exists()


def test_a_token_of_another_form_does_not_serve(client, clock):
    token = fetch_token(client, "contact")
    clock.shift(20)
    assert "state=confirm" in post(client, token).content.decode()


def test_a_token_lasts_twelve_hours(client, clock):
    token = fetch_token(client)
    clock.shift(timedelta(hours=12, minutes=1))
    assert "state=confirm" in post(client, token).content.decode()


def test_a_form_sent_faster_than_anyone_types_asks_for_one_more_click(client, clock):
    token = fetch_token(client)
    clock.shift(1)
    assert "state=confirm" in post(client, token).content.decode()


def test_what_fills_the_field_nobody_sees_is_asked_again(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    assert "state=confirm" in post(client, token, form_note="http://spam.example").content.decode()


def test_the_same_post_five_times_makes_one_record_and_one_answer(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    answers = {post(client, token)["Location"] for _time in range(5)}
    assert answers == {"/thanks/1/"}
    assert len(rehearsal_form.CALLS) == 1


def test_a_spent_token_cannot_carry_something_else(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    post(client, token)
    response = post(client, token, message="Another message")
    assert "state=confirm" in response.content.decode()
    assert len(rehearsal_form.CALLS) == 1


def test_a_mistake_does_not_spend_the_token(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    wrong = post(client, token, email="nobody")
    assert (
        "name@example.com" in wrong.content.decode() or "nom@exemple.fr" in wrong.content.decode()
    )
    assert post(client, token_in(wrong)).status_code == 303


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "file://"]
)
def test_a_post_from_another_sites_page_is_refused(client, clock, origin):
    token = fetch_token(client)
    clock.shift(20)
    assert post(client, token, headers={"origin": origin}).status_code == 403
    assert not rehearsal_form.CALLS


def test_a_post_from_our_own_page_passes(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    assert post(client, token, headers={"origin": "http://testserver"}).status_code == 303


def test_more_than_the_limit_a_minute_waits_whatever_the_header_says(client, clock, settings):
    settings.FORM_POSTS_PER_MINUTE = 3
    statuses = [
        post(client, headers={"x-forwarded-for": f"192.0.2.{number}"}).status_code
        for number in range(5)
    ]
    assert statuses == [200, 200, 200, 429, 429]
    refused = post(client)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "ZZPII7f3" in refused.content.decode()
    clock.shift(61)
    assert post(client).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.intake.rehearsal_form")
def test_five_posts_at_the_same_moment_make_one_record(settings):
    settings.HUMAN_CHECK_MIN_SECONDS = 0
    token = fetch_token(Client())
    start, answers = threading.Barrier(5), []

    def send() -> None:
        start.wait()
        answers.append(post(Client(), token)["Location"])
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["/thanks/1/"] * 5
    assert len(rehearsal_form.CALLS) == 1


@given(text=st.text(max_size=300))
@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_nothing_that_can_be_typed_breaks_a_form(client, text):
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    response = client.post(
        "/rehearsal/", dict.fromkeys(["name", "email", "message", "form_token"], sent)
    )
    assert response.status_code == 200


def test_a_name_with_line_breaks_becomes_one_line(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    post(client, token, name="Anaïs\r\nBcc: victim@example.com")
    assert rehearsal_form.CALLS[0][0]["name"] == "Anaïs Bcc: victim@example.com"


@pytest.mark.parametrize("form", ["", "a b", "x" * 41, "../etc", "é\x00"])
def test_a_token_for_no_form_is_refused(client, form):
    assert client.get("/form-token/", {"form": form}).status_code == 400


def test_used_tokens_are_forgotten_after_a_day(client, clock):
    token = fetch_token(client)
    clock.shift(20)
    post(client, token)
    call_command("prune_form_tokens")
    assert SpentToken.objects.count() == 1
    clock.shift(timedelta(hours=25))
    call_command("prune_form_tokens")
    assert not SpentToken.objects.exists()
