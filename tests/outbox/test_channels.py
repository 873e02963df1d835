"""A channel that pauses and resumes; what staff decide about deliveries, and what an erasure does."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from outbox.channels import ChannelDown, Refused, Unreachable
from outbox.models import ChannelState, State
from outbox.services import cancel_for, drop, pause, resume, retry

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("a@example.com")


@pytest.fixture
def other_user(django_user_model):
    return django_user_model.objects.create_user("b@example.com")


# --- Channels -----------------------------------------------------------------------------------


def test_a_refusal_of_the_account_pauses_and_probes_by_itself(send, work, other_side):
    other_side.answers["1"] = other_side.answers["2"] = ChannelDown("wrong password", code="535")
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        first = send("1")
        send("2")
        send("3")
        work()
        assert len(other_side.tried) == 1
        state = ChannelState.objects.get(name="probe")
        assert state.is_paused
        assert not state.paused_by_hand
        clock.shift(timedelta(seconds=50))
        assert work() == 0
        clock.shift(timedelta(seconds=20))
        assert work() == 1, "one delivery finds out, not all of them"
        clock.shift(timedelta(seconds=70))
        assert work() == 0, "the pause grows"
        other_side.answers.clear()
        clock.shift(timedelta(seconds=70))
        assert work() == 3
        first.refresh_from_db()
        assert first.attempts == 1, "a closed channel is not the delivery's fault"
    assert sorted(other_side.got) == ["1", "2", "3"]
    assert not ChannelState.objects.get(name="probe").is_paused


def test_an_outage_of_days_loses_nothing_and_ends_with_the_first_probe(send, work, other_side):
    down = Unreachable("no answer", code="TimeoutError")
    names = [str(number) for number in range(20)]
    other_side.answers = dict.fromkeys(names, down)
    with time_machine.travel("2026-11-01 10:00Z") as clock:
        for name in names:
            send(name)
        for _quarter in range(4 * 24 * 2):
            work()
            clock.shift(timedelta(minutes=15))
        # A probe every quarter of an hour at most, not twenty deliveries each time.
        assert len(other_side.tried) < 4 * 24 * 2 + 30
        other_side.answers = {}
        clock.shift(timedelta(minutes=20))
        work()
    assert sorted(other_side.got) == sorted(names)


def test_paused_by_hand_until_resumed_by_hand(send, work, other_side, user):
    pause(channel="probe", reason="moving house", by=user)
    with time_machine.travel(timezone.now()) as clock:
        send("a")
        clock.shift(timedelta(days=3))
        assert work() == 0
        resume(channel="probe")
        assert work() == 1


# --- Staff and erasure --------------------------------------------------------------------------


def test_retry_and_drop(send, work, other_side, user):
    other_side.answers["a"] = [Refused("no")]
    other_side.answers["b"] = [Refused("no")]
    first, second = send("a"), send("b")
    work()
    assert retry(deliveries=[first], by=user) == 1
    with pytest.raises(ValueError, match="reason"):
        drop(deliveries=[second], reason="  ", by=user)
    assert drop(deliveries=[second], reason="wrong person", by=user) == 1
    work()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state == State.DELIVERED
    assert (second.state, second.payload, second.decision) == (State.DROPPED, {}, "wrong person")
    assert second.decided_by == user
    assert second.decided_at is not None
    assert retry(deliveries=[first, second], by=user) == 0


def test_erasing_cancels_and_scrubs_what_is_pending(send, work, other_side, user, other_user):
    other_side.answers["aside"] = Refused("no")
    aside = send("aside", about=user)
    work()
    waiting = send("waiting", about=user)
    others = send("others", about=other_user)
    erasing = send("forget them", about=user, erases=True)
    assert cancel_for(about=user) == 2
    for delivery in (aside, waiting):
        delivery.refresh_from_db()
        assert (delivery.state, delivery.payload, delivery.about_pk) == ("cancelled", {}, "")
    work()
    assert sorted(other_side.got) == ["forget them", "others"]
    erasing.refresh_from_db()
    others.refresh_from_db()
    assert erasing.about_pk == ""
    assert others.about_pk == str(other_user.pk)


def test_erased_while_being_sent_stays_cancelled(send, other_side, user):
    from outbox import channels, claims

    send("a", about=user)
    held = claims.claim(channels.get("probe"))
    cancel_for(about=user)
    assert claims.delivered(held) is False
    held.refresh_from_db()
    assert (held.state, held.payload) == (State.CANCELLED, {})
