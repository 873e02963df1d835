"""reCAPTCHA as well as our own check: over real HTTPS, and never at the cost of a visitor's form."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings as project

from consent import choice, panel, trackers
from consent.choice import Choice, Verdict
from consent.models import Activation, Receipt
from intake import tokens, work
from tests.intake import rehearsal_form
from tests.intake.google import Verifier
from tests.intake.solving import solve
from tests.intake.test_public_forms import post, token_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intake.rehearsal_form")]


@pytest.fixture(scope="module")
def verifier(tmp_path_factory):
    server = Verifier(tmp_path_factory.mktemp("google"))
    yield server
    server.close()


@pytest.fixture(autouse=True)
def google(verifier, settings, monkeypatch):
    """Keys are there, the service is on and named, and its verifier is the stand-in."""
    rehearsal_form.CALLS.clear()
    verifier.answers.clear()
    verifier.asked.clear()
    verifier.raw, verifier.stalls = None, False
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 3
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    settings.RECAPTCHA_CLIENT = "3:public"
    settings.RECAPTCHA_DOMAIN = f"localhost:{verifier.server_port}"
    monkeypatch.setenv("SSL_CERT_FILE", str(verifier.file))
    before = [*trackers._named]
    Activation.objects.create(service="recaptcha", switched_on=True)
    trackers.set_named_services(lambda: frozenset({"recaptcha"}))
    yield verifier
    trackers._named[:] = before
    trackers.forget()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def agreed(client, clock):
    """A visitor who has agreed to reCAPTCHA."""
    made = Choice("A" * 22, {"recaptcha": Verdict(True, 1, NOW)})
    Receipt.objects.create(
        number=made.receipt, panel=panel.current_version(), verdicts={}, made_at=NOW
    )
    client.cookies[project.CONSENT_COOKIE_NAME] = choice.write(made)
    return client


def send(client, clock, answer="", *, seconds=20, worked=True, **more):
    """Post as a browser with JavaScript does."""
    given = client.get("/form-token/", {"form": "rehearsal"}).json()
    clock.shift(seconds)
    fields = {"form_work": solve(given["work"])} if worked else {}
    return post(client, given["token"], form_recaptcha=answer, **fields, **more)


def quarantined() -> list[bool]:
    return [evidence.quarantine for _data, evidence in rehearsal_form.CALLS]


def test_without_an_agreement_nobody_is_asked(client, clock, google):
    assert send(client, clock, "answer").status_code == 303
    assert google.asked == []
    assert quarantined() == [False]


def test_a_good_answer_lets_the_post_in(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer").status_code == 303
    assert quarantined() == [False]


def test_the_visitors_address_is_not_passed_on(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    send(agreed, clock, "answer", headers={"x-forwarded-for": "203.0.113.7"})
    assert google.asked == [{"secret": ["private"], "response": ["answer"]}]


def test_a_low_score_is_set_aside(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.1)
    assert send(agreed, clock, "answer").status_code == 303
    assert quarantined() == [True]


@pytest.mark.parametrize(
    "known",
    [
        None,
        {"success": False},
        {"hostname": "evil.example", "action": "rehearsal", "score": 0.9},
        {"action": "contact", "score": 0.9},
        {"score": 0.9},
        {"action": "rehearsal"},
        {"action": "rehearsal", "score": "0.9"},
    ],
)
def test_what_proves_nothing_leaves_it_to_our_own_check(agreed, clock, google, known):
    """With its proof of work and enough time the post passes; in haste it does not."""
    if known is not None:
        google.knows("answer", **known)
    assert send(agreed, clock, "answer", seconds=4).status_code == 200
    assert rehearsal_form.CALLS == []
    if known is not None:
        google.knows("answer", **known)
    assert send(agreed, clock, "answer", seconds=7).status_code == 303
    assert quarantined() == [False]


def test_an_absent_answer_is_no_proof_and_nobody_is_asked(agreed, clock, google):
    assert send(agreed, clock, "", seconds=4).status_code == 200
    assert google.asked == []


def test_a_replayed_answer_is_no_proof(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer", seconds=4).status_code == 303
    assert send(agreed, clock, "answer", seconds=4).status_code == 200


def test_without_a_script_the_form_is_taken_and_set_aside(agreed, clock, google):
    first = post(agreed)
    clock.shift(5)
    assert post(agreed, token_in(first)).status_code == 303
    assert quarantined() == [True]


def test_the_same_post_again_is_answered_alike_and_nobody_is_asked_twice(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    given = agreed.get("/form-token/", {"form": "rehearsal"}).json()
    clock.shift(20)
    fields = {"form_work": solve(given["work"]), "form_recaptcha": "answer"}
    answers = {post(agreed, given["token"], **fields)["Location"] for _time in range(3)}
    assert answers == {"/thanks/1/"}
    assert len(google.asked) == 1


def test_with_version_2_the_host_is_checked_and_there_is_no_score(agreed, clock, google, settings):
    settings.RECAPTCHA_VERSION = 2
    google.knows("answer")
    assert (
        send(agreed, clock, "", **{"g-recaptcha-response": "answer"}, seconds=4).status_code == 303
    )
    google.knows("answer", hostname="evil.example")
    assert (
        send(agreed, clock, "", **{"g-recaptcha-response": "answer"}, seconds=4).status_code == 200
    )


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b'{"success": "yes"}', b"\xff" * 100_000])
def test_nonsense_costs_nobody_the_form(agreed, clock, google, raw):
    google.raw = raw
    assert send(agreed, clock, "answer").status_code == 303
    assert quarantined() == [False]


def test_a_verifier_that_is_down_costs_nobody_the_form(agreed, clock, google, settings):
    settings.RECAPTCHA_DOMAIN = "localhost:9"
    assert send(agreed, clock, "answer").status_code == 303


def test_a_verifier_that_never_answers_costs_nobody_the_form(agreed, clock, google):
    google.stalls = True
    assert send(agreed, clock, "answer").status_code == 303
    assert quarantined() == [False]


# --- The proof of work alone -----------------------------------------------------------------------
def test_a_fetched_token_without_its_work_asks_for_one_more_click(client, clock):
    assert "state=confirm" in send(client, clock, worked=False).content.decode()
    assert rehearsal_form.CALLS == []


def test_the_work_of_one_token_does_not_serve_another(client, clock):
    one, two = (client.get("/form-token/", {"form": "rehearsal"}).json() for _time in range(2))
    clock.shift(20)
    assert post(client, one["token"], form_work=solve(two["work"])).status_code == 200
    assert post(client, one["token"], form_work=solve(one["work"])).status_code == 303


@pytest.mark.parametrize("answer", ["", "x", "e30=", "W10=", "A" * 5_000, "bnVsbA=="])
def test_a_broken_answer_is_none(clock, answer):
    token = tokens.read(tokens.issue("rehearsal", tokens.Origin.FOCUS), "rehearsal")
    assert not work.is_done(answer, token)


def test_the_sum_has_a_bounded_number_of_tries(client, clock):
    import base64
    import json

    for _time in range(3):
        given = client.get("/form-token/", {"form": "rehearsal"}).json()
        done = json.loads(base64.b64decode(solve(given["work"])))
        assert work.FEWEST <= done["solution"]["counter"] < work.MOST
