"""reCAPTCHA as well as our own check: over real HTTPS, after the visitor's request, never at its cost."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from intake import tokens, work
from intake.models import OpenQuestion, SpentToken
from intake.verdicts import CHANNEL, vouched
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.services import hold_restored, retry
from tests.intake import rehearsal_form
from tests.intake.recaptcha_on import agree
from tests.intake.solving import solve
from tests.intake.test_public_forms import post, token_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intake.rehearsal_form")]


@pytest.fixture(autouse=True)
def _rehearsal(google, settings):
    rehearsal_form.CALLS.clear()
    rehearsal_form.VOUCHED.clear()
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 3
    vouched.connect(let_go_on, SpentToken)
    yield
    vouched.disconnect(let_go_on, SpentToken)


def let_go_on(sender, row, **kwargs):
    rehearsal_form.VOUCHED.append(row)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def agreed(client, clock):
    """A visitor who has agreed to reCAPTCHA."""
    return agree(client)


def send(client, clock, answer="", *, seconds=20, worked=True, **more):
    """Post as a browser with JavaScript does."""
    given = client.get("/form-token/", {"form": "rehearsal"}).json()
    clock.shift(seconds)
    fields = {"form_work": solve(given["work"])} if worked else {}
    return post(client, given["token"], form_recaptcha=answer, **fields, **more)


def aside() -> list[bool]:
    """For each post whether it is set aside for staff, once the worker has asked."""
    drain(only=CHANNEL)
    assert not OpenQuestion.objects.exists()
    vouched_for = len(rehearsal_form.VOUCHED)
    doubtful = [evidence.quarantine for _data, evidence in rehearsal_form.CALLS]
    return [False] * vouched_for + sorted(doubtful)[: len(doubtful) - vouched_for]


def test_without_an_agreement_nobody_is_asked(client, clock, google):
    assert send(client, clock, "answer").status_code == 303
    assert not Delivery.objects.filter(channel=CHANNEL).exists()
    assert rehearsal_form.CALLS[0][1].quarantine is False


def test_a_visitor_is_answered_before_anybody_is_asked(agreed, clock, google):
    """What was sent waits, and nothing that the verifier is asked stands in the delivery."""
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer").status_code == 303
    assert google.asked == []
    assert rehearsal_form.CALLS[0][1].quarantine is True
    assert "answer" not in str(Delivery.objects.get(channel=CHANNEL).payload)
    drain(only=CHANNEL)
    assert google.asked == [{"secret": ["private"], "response": ["answer"]}]


def test_a_good_answer_lets_the_post_in(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer", seconds=4, worked=True).status_code == 303
    assert aside() == [False]


def test_the_visitors_address_is_not_passed_on(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    send(agreed, clock, "answer", headers={"x-forwarded-for": "203.0.113.7"})
    assert aside() == [False]
    assert google.asked == [{"secret": ["private"], "response": ["answer"]}]


def test_a_low_score_is_set_aside(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.1)
    assert send(agreed, clock, "answer").status_code == 303
    assert aside() == [True]


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
    """With its proof of work and enough time the post passes; in haste it is set aside."""
    for seconds, set_aside in ((4, True), (7, False)):
        rehearsal_form.CALLS.clear()
        if known is not None:
            google.knows("answer", **known)
        assert send(agreed, clock, "answer", seconds=seconds).status_code == 303
        assert aside() == [set_aside]


@pytest.mark.parametrize("answer", ["", "x" * 10_000, "nul\0", "caf\u00e9"])
def test_an_absent_answer_is_no_proof_and_nobody_is_asked(agreed, clock, google, answer):
    """That is known at once: in haste one more click is asked for, as from anybody in doubt."""
    assert send(agreed, clock, answer, seconds=4).status_code == 200
    assert not Delivery.objects.filter(channel=CHANNEL).exists()


def test_a_replayed_answer_is_no_proof(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer", seconds=4).status_code == 303
    assert aside() == [False]
    assert send(agreed, clock, "answer", seconds=4).status_code == 303
    assert aside() == [False, True]


def test_without_a_script_the_form_is_taken_and_set_aside(agreed, clock, google):
    first = post(agreed)
    clock.shift(5)
    assert post(agreed, token_in(first)).status_code == 303
    assert aside() == [True]


def test_the_same_post_again_is_answered_alike_and_nobody_is_asked_twice(agreed, clock, google):
    google.knows("answer", action="rehearsal", score=0.9)
    given = agreed.get("/form-token/", {"form": "rehearsal"}).json()
    clock.shift(20)
    fields = {"form_work": solve(given["work"]), "form_recaptcha": "answer"}
    answers = {post(agreed, given["token"], **fields)["Location"] for _time in range(3)}
    assert answers == {"/thanks/1/"}
    assert aside() == [False]
    assert len(google.asked) == 1


def test_a_worker_that_dies_before_it_could_write_asks_again_and_lets_go_on_once(
    agreed, clock, google
):
    """The verifier knows the answer no more: our own check decides."""
    google.knows("answer", action="rehearsal", score=0.9)
    assert send(agreed, clock, "answer").status_code == 303
    vouched.connect(die, SpentToken)
    drain(only=CHANNEL)
    vouched.disconnect(die, SpentToken)
    assert OpenQuestion.objects.count() == 1
    rehearsal_form.VOUCHED.clear()
    clock.shift(3600)
    assert aside() == [False]
    assert len(google.asked) == 2


@pytest.mark.parametrize(("late", "set_aside"), [(10, True), (300, False)])
def test_an_answer_that_waited_for_a_worker_too_long_is_not_the_visitors_fault(
    agreed, clock, google, late, set_aside
):
    """The verifier knows it for two minutes. In haste, so that our stricter check has its doubts."""
    assert send(agreed, clock, "answer", seconds=4).status_code == 303
    clock.shift(late)
    assert aside() == [set_aside]


def die(sender, row, **kwargs):
    raise RuntimeError("killed")


def test_after_a_restore_staff_decide_whether_to_ask(agreed, clock, google):
    """The backup may be older than what followed from the post."""
    google.knows("answer", action="rehearsal", score=0.9)
    send(agreed, clock, "answer")
    assert hold_restored() == 1
    drain(only=CHANNEL)
    assert (google.asked, rehearsal_form.VOUCHED) == ([], [])
    retry(deliveries=Delivery.objects.filter(channel=CHANNEL), by=None)
    assert aside() == [False]


def test_a_question_that_nobody_asked_is_forgotten(agreed, clock, google):
    send(agreed, clock, "answer")
    Delivery.objects.filter(channel=CHANNEL).delete()
    call_command("prune_form_tokens")
    assert OpenQuestion.objects.exists()
    clock.shift(8 * 24 * 3600)
    call_command("prune_form_tokens")
    assert not OpenQuestion.objects.exists()


def test_with_version_2_the_host_is_checked_and_there_is_no_score(agreed, clock, google, settings):
    settings.RECAPTCHA_VERSION = 2
    widget = {"g-recaptcha-response": "answer"}
    google.knows("answer")
    assert send(agreed, clock, "", **widget, seconds=4).status_code == 303
    assert aside() == [False]
    google.knows("answer", hostname="evil.example")
    assert send(agreed, clock, "", **widget, seconds=4).status_code == 303
    assert aside() == [False, True]


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b'{"success": "yes"}', b"\xff" * 100_000])
def test_nonsense_costs_nobody_the_form(agreed, clock, google, raw):
    google.raw = raw
    assert send(agreed, clock, "answer").status_code == 303
    assert aside() == [False]


def test_a_verifier_that_is_down_costs_nobody_the_form(agreed, clock, google, settings):
    settings.RECAPTCHA_DOMAIN = "localhost:9"
    assert send(agreed, clock, "answer").status_code == 303
    assert aside() == [False]


def test_a_verifier_that_never_answers_costs_nobody_the_form(agreed, clock, google):
    google.stalls = True
    assert send(agreed, clock, "answer").status_code == 303
    assert aside() == [False]


def test_keys_that_are_taken_away_meanwhile_leave_it_to_our_own_check(
    agreed, clock, google, settings
):
    assert send(agreed, clock, "answer").status_code == 303
    settings.RECAPTCHA_PRIVATE_KEY = ""
    assert aside() == [False]
    assert google.asked == []


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
