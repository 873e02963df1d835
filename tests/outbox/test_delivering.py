"""What becomes of a delivery: delivered, tried again, set aside, in its order."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from outbox.channels import Again, NotNeeded, Refused
from outbox.models import Delivery, State
from outbox.services import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("a@example.com")


@pytest.fixture
def other_user(django_user_model):
    return django_user_model.objects.create_user("b@example.com")


def test_delivered_once_and_scrubbed(send, work, other_side):
    delivery = send("a", key="k")
    assert work() == 1
    assert work() == 0
    assert other_side.got == ["a"]
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert (delivery.payload, delivery.key, delivery.ended_at is None) == ({}, "", False)


def test_a_cause_that_is_rolled_back_leaves_nothing(send, work, other_side):
    with transaction.atomic():
        send("a")
        transaction.set_rollback(True)
    assert work() == 0
    assert other_side.tried == []


def test_text_form_is_a_reference(send, other_side):
    delivery = send("a")
    assert delivery.short_reference in str(delivery)


@pytest.mark.parametrize(
    "payload",
    [{"a": "x@example.com"}, {"a": ["x", {"b": "see x@example.com now"}]}],
)
def test_no_address_in_a_payload(payload, other_side):
    with pytest.raises(ValueError, match="ids only"):
        post(channel="probe", payload=payload)


def test_what_cannot_be_posted_is_said(send, other_side, django_user_model):
    with pytest.raises(ValueError, match="no channel"):
        post(channel="pigeon", payload={})
    with pytest.raises(ValueError, match="NUL"):
        post(channel="probe", payload={"name": "a\0b"})
    with pytest.raises(ValueError, match="saved"):
        send("a", about=django_user_model(email="c@example.com"))
    with pytest.raises(ValueError, match="time zone"):
        send("a", not_before=timezone.now().replace(tzinfo=None))
    assert Delivery.objects.count() == 0


def test_not_before_its_date(send, work, other_side):
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        send("a", not_before=timezone.now() + timedelta(hours=1))
        assert work() == 0
        clock.shift(timedelta(hours=1, seconds=1))
        assert work() == 1


def test_backs_off_twice_as_long_each_time_then_is_set_aside(send, work, other_side):
    other_side.answers["a"] = Again("busy", code="450")
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        delivery = send("a")
        waits = []
        for _attempt in range(14):
            work()
            delivery.refresh_from_db()
            waits.append(delivery.next_attempt_at - timezone.now())
            clock.move_to(delivery.next_attempt_at + timedelta(seconds=1))
        assert delivery.state == State.SET_ASIDE
        assert delivery.reason_text == "busy (450)"
        assert len(other_side.tried) == 14
        for number, wait in enumerate(waits[:9]):
            least = timedelta(seconds=30) * 2**number
            assert least <= wait <= least * 1.3
        # Jitter: what failed together does not come back together.
        assert (
            len(
                {
                    round(wait / (timedelta(seconds=30) * 2**n), 6)
                    for n, wait in enumerate(waits[:9])
                }
            )
            > 1
        )
        # Longer than a day of outage, and never more than six hours (and jitter) between two.
        assert sum(waits[:13], timedelta()) > timedelta(hours=24)
        assert max(waits[:13]) <= timedelta(hours=6) * 1.3
        clock.shift(timedelta(days=30))
        assert work() == 0


def test_the_delay_the_other_side_asks_for_is_kept(send, work, other_side):
    other_side.answers["a"] = [Again("slow down", after=3600)]
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        send("a")
        work()
        clock.shift(timedelta(seconds=3599))
        assert work() == 0
        clock.shift(timedelta(seconds=1200))
        assert work() == 1
    assert other_side.got == ["a"]


def test_a_refusal_is_never_repeated_and_holds_up_nobody(send, work, other_side, user):
    other_side.answers["bad"] = Refused("no such person", code="550")
    bad = send("bad", about=user)
    send("next of the same person", about=user)
    send("somebody else")
    work()
    bad.refresh_from_db()
    assert bad.state == State.SET_ASIDE
    assert sorted(other_side.got) == ["next of the same person", "somebody else"]
    assert other_side.tried.count("bad") == 1


def test_order_within_a_subject_survives_failures(send, work, other_side, user, other_user):
    other_side.answers["1"] = [Again("busy"), Again("busy")]
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        for name in ("1", "2", "3"):
            send(name, about=user)
        send("other", about=other_user)
        work()
        assert other_side.got == ["other"]
        for _hour in range(3):
            clock.shift(timedelta(hours=1))
            work()
    assert other_side.got == ["other", "1", "2", "3"]


def test_one_put_off_to_a_later_date_holds_up_nothing_before_it(send, work, other_side, user):
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        send("in a month", about=user, not_before=timezone.now() + timedelta(days=30))
        send("now", about=user)
        work()
        assert other_side.got == ["now"]
        clock.shift(timedelta(days=31))
        work()
    assert other_side.got == ["now", "in a month"]


def test_a_fault_of_the_program_is_set_aside_and_names_the_class_only(send, work, other_side):
    other_side.answers["a"] = KeyError("secret@example.com")
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        delivery = send("a")
        for _attempt in range(8):
            work()
            clock.shift(timedelta(hours=7))
    delivery.refresh_from_db()
    assert delivery.state == State.SET_ASIDE
    assert delivery.code == "KeyError"
    assert "secret" not in delivery.reason
    assert len(other_side.tried) == 5


def test_nothing_needed_any_more_is_cancelled(send, work, other_side):
    other_side.answers["a"] = NotNeeded("gone")
    delivery = send("a")
    work()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.payload) == (State.CANCELLED, {})


# --- One pending delivery per key ---------------------------------------------------------------


def test_posting_again_renews_the_pending_one(work, other_side):
    first = post(channel="probe", payload={"name": "old"}, key="k")
    second = post(channel="probe", payload={"name": "new"}, key="k")
    assert first.pk == second.pk
    work()
    assert other_side.got == ["new"]
    third = post(channel="probe", payload={"name": "later"}, key="k")
    assert third.pk != first.pk


def test_posted_anew_while_being_sent_makes_one_more(send, work, other_side):
    """The one being sent may have read what was true before: the newer one still goes."""
    from outbox import channels, claims

    send("a", key="k")
    held = claims.claim(channels.get("probe"))
    newer = send("b", key="k")
    assert newer.pk != held.pk
    claims.failed(held, channels.get("probe"), Again("busy"))
    held.refresh_from_db()
    newer.refresh_from_db()
    assert held.state == State.CANCELLED
    assert (newer.state, newer.attempts) == (State.AGAIN, 1)
    assert newer.next_attempt_at > timezone.now() + timedelta(seconds=20)


# --- Leases -------------------------------------------------------------------------------------


def test_what_a_dead_worker_held_returns_by_itself(send, work, other_side):
    from outbox import channels, claims

    with time_machine.travel("2026-11-01 10:00Z") as clock:
        send("a")
        assert claims.claim(channels.get("probe")) is not None
        clock.shift(timedelta(seconds=59))
        assert work() == 0
        clock.shift(timedelta(seconds=2))
        assert work() == 1


def test_a_delivery_that_kills_its_worker_each_time_is_set_aside(send, work, other_side):
    from outbox import channels, claims

    with time_machine.travel("2026-11-01 10:00Z") as clock:
        delivery = send("killer")
        for _attempt in range(14):
            assert claims.claim(channels.get("probe")) is not None
            clock.shift(timedelta(seconds=61))
        send("good")
        work()
        work()
    delivery.refresh_from_db()
    assert delivery.state == State.SET_ASIDE
    assert other_side.got == ["good"]


def test_at_most_the_channels_number_at_once(send, other_side):
    from outbox import channels, claims

    for number in range(5):
        send(str(number))
    held = [claims.claim(channels.get("probe")) for _ in range(5)]
    assert [one is not None for one in held] == [True, True, False, False, False]
    claims.delivered(held[0])
    assert claims.claim(channels.get("probe")) is not None


def test_the_worker_command_drains_once(send, other_side, capsys):
    from django.core.management import call_command

    send("a")
    send("b")
    call_command("worker", "--once")
    assert other_side.got == ["a", "b"]
    assert capsys.readouterr().out == "2 deliveries carried out.\n"
