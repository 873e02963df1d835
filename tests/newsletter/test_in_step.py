"""Our side to Mailchimp: what is sent, what each answer means, and what survives a bad day."""

import json
import logging
import os
import signal

import pytest
from django.utils import timezone

from newsletter.models import NewsletterSettings, OptIn, Remote, State, Subscriber, Topic
from newsletter.queue import post_what_waits, tell_mailchimp
from newsletter.services import choose, leave
from newsletter.stand_in.audience import Member, md5
from newsletter.stand_in.server import KEY
from outbox.delivering import drain
from outbox.models import ChannelState, Delivery
from outbox.models import State as Sent
from tests.outbox.conftest import in_a_child

from .conftest import ADDRESS, hand_over, pass_time_over_queue, subscribed
from .faults import BARE_403, BARE_429, CDN_503, CUT_OFF_200, FULL_429, HTML_502, SERVER_500

pytestmark = pytest.mark.django_db
HASH = md5(ADDRESS)


def test_a_confirmed_subscriber_is_created_with_the_least_that_is_needed(mailchimp):
    topic = Topic.objects.create(tag="produits", name_fr="Produits", name_en="Products")
    subscriber = subscribed()
    subscriber.topics.add(topic)
    assert hand_over(subscriber).state == Sent.DELIVERED
    method, path, query, body = mailchimp.requests[0]
    assert (method, path) == ("PUT", f"/lists/a1b2c3d4e5/members/{HASH}")
    assert query == {"skip_merge_validation": "true"}
    assert body.pop("timestamp_opt").startswith(subscriber.confirmed_at.strftime("%Y-%m-%d"))
    assert body == {"email_address": ADDRESS, "status_if_new": "subscribed", "language": "fr"}
    member = mailchimp.audience.members[HASH]
    assert (member.status, member.tags) == ("subscribed", {"langue:fr", "sujet:produits"})
    assert (subscriber.remote_state, subscriber.to_send) == (Remote.SUBSCRIBED, False)


def test_mailchimp_confirms_when_it_is_told_to(mailchimp, sign_up):
    NewsletterSettings.objects.create(opt_in=OptIn.MAILCHIMP)
    sign_up()
    subscriber = Subscriber.objects.get()
    assert mailchimp.audience.members[HASH].status == "pending"
    assert mailchimp.audience.members[HASH].confirmations == 1
    assert (subscriber.state, subscriber.remote_state) == (State.PENDING, Remote.PENDING)
    sign_up()  # asked again: one more mail of theirs, by the way that makes one
    assert mailchimp.audience.members[HASH].confirmations == 2
    mailchimp.audience.members[HASH].status = "subscribed"
    hand_over(subscriber)
    assert subscriber.state == State.SUBSCRIBED


def test_an_unsubscription_here_wins_over_everything_queued(mailchimp):
    subscriber = subscribed()
    hand_over(subscriber)
    ChannelState.objects.update_or_create(name="mailchimp", defaults={"paused_at": timezone.now()})
    choose(subscriber=subscriber, language="en", topics=[], tracking=True)
    leave(subscriber=subscriber)
    ChannelState.objects.all().delete()
    before = len(mailchimp.requests)
    drain(only="mailchimp")
    assert mailchimp.audience.members[HASH].status == "unsubscribed"
    assert mailchimp.audience.members[HASH].language == "fr"  # nothing else was sent any more
    assert [request[0] for request in mailchimp.requests[before:]] == ["GET", "PATCH"]


def test_never_heard_of_needs_no_call(mailchimp):
    leave(subscriber=subscribed())
    drain(only="mailchimp")
    assert not mailchimp.requests


# --- Answers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", [FULL_429, BARE_429, BARE_403, HTML_502, CDN_503, CUT_OFF_200])
@pytest.mark.parametrize("path", ["members/[0-9a-f]+\\?", "/tags"])
def test_too_busy_and_pages_of_others_mean_later(mailchimp, answer, path):
    subscriber = subscribed()
    mailchimp.fault(answer, path=path)
    delivery = hand_over(subscriber)
    assert (delivery.state, delivery.attempts) == (Sent.AGAIN, 0)  # not this person's fault
    pass_time_over_queue()
    drain(only="mailchimp")
    assert mailchimp.audience.members[HASH].tags == {"langue:fr"}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", ["hang", "reset"])
def test_a_hang_or_a_lost_answer_never_makes_a_duplicate(mailchimp, how, when, monkeypatch):
    subscriber = subscribed()
    mailchimp.fault(how, when=when, method="PUT")
    with monkeypatch.context() as hasty:
        hasty.setattr("newsletter.mailchimp.SECONDS", 0.5)
        assert hand_over(subscriber).state == Sent.AGAIN
    pass_time_over_queue()
    drain(only="mailchimp")
    assert list(mailchimp.audience.members) == [HASH]
    assert mailchimp.audience.members[HASH].confirmations == 0
    assert {request[0] for request in mailchimp.requests} <= {"PUT", "POST", "GET"}


def test_a_person_mailchimp_fails_at_does_not_hold_up_the_others(mailchimp):
    bad, good = subscribed("bad@example.com"), subscribed()
    mailchimp.fault(SERVER_500, times=1000, path=md5("bad@example.com"))
    for subscriber in (bad, good):
        tell_mailchimp(subscriber)
    drain(only="mailchimp")
    good.refresh_from_db()
    assert good.remote_state == Remote.SUBSCRIBED
    for _attempt in range(20):
        pass_time_over_queue()
        drain(only="mailchimp")
    delivery = Delivery.objects.get(about_pk=str(bad.pk))
    assert delivery.state == Sent.SET_ASIDE  # visible, with its reason
    assert delivery.code == "500 Internal Server Error"


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_pauses_everything_and_resumes_by_itself(mailchimp, status):
    people = [subscribed(f"{number}@example.com") for number in range(3)]
    if status == 401:
        mailchimp.keys.clear()
    else:
        body = b'{"title":"User Disabled","status":403,"detail":"This account has been disabled."}'
        mailchimp.fault((403, "application/problem+json", body), times=1)
    for subscriber in people:
        tell_mailchimp(subscriber)
    drain(only="mailchimp")
    assert mailchimp.taken == 1  # the others did not even try
    state = ChannelState.objects.get(name="mailchimp")
    assert state.is_paused
    assert not state.paused_by_hand
    mailchimp.keys.add(KEY)
    pass_time_over_queue()
    drain(only="mailchimp")
    assert not ChannelState.objects.get(name="mailchimp").is_paused
    pass_time_over_queue()
    drain(only="mailchimp")
    assert len(mailchimp.audience.members) == 3


def test_an_unknown_audience_is_not_taken_for_an_unknown_member(mailchimp, settings):
    subscriber = subscribed(remote_state=Remote.SUBSCRIBED, called_at=timezone.now())
    leave(subscriber=subscriber)
    settings.MAILCHIMP_AUDIENCE_ID = "ffffffffff"
    drain(only="mailchimp")
    assert ChannelState.objects.get(name="mailchimp").is_paused
    subscriber.refresh_from_db()
    assert subscriber.no_known_at is None


def test_a_mistake_of_our_own_is_no_outage(mailchimp, monkeypatch):
    subscriber = subscribed()
    monkeypatch.setattr(
        "newsletter.to_mailchimp.body_of", lambda row: {"at": timezone.now(), "o": object()}
    )
    delivery = hand_over(subscriber)
    assert delivery.code == "TypeError"
    assert not ChannelState.objects.filter(misses__gt=0).exists()


def test_an_outage_of_a_day_loses_nothing_and_keeps_the_order(mailchimp, settings):
    settings.MAILCHIMP_BASE_URL = "http://127.0.0.1:9/3.0"
    people = [subscribed(f"{number}@example.com") for number in range(6)]
    for subscriber in people:
        tell_mailchimp(subscriber)
    for _hour in range(24):
        pass_time_over_queue()
        drain(only="mailchimp")
    for subscriber in people[:3]:
        subscriber.refresh_from_db()
        choose(subscriber=subscriber, language="en", topics=[], tracking=False)
        leave(subscriber=subscriber)
    settings.MAILCHIMP_BASE_URL = mailchimp.url
    for _round in range(3):
        pass_time_over_queue()
        drain(only="mailchimp")
    assert not Delivery.objects.exclude(state__in=[Sent.DELIVERED, Sent.CANCELLED]).exists()
    subscribed_there = {m.address for m in mailchimp.audience.members.values()}
    assert subscribed_there == {f"{number}@example.com" for number in (3, 4, 5)}


# --- No key ----------------------------------------------------------------------------------------
def test_without_a_key_sign_ups_wait_and_a_key_sends_them(mailchimp, sign_up, settings):
    settings.MAILCHIMP_API_KEY = ""
    subscriber = subscribed()
    tell_mailchimp(subscriber)
    assert not Delivery.objects.filter(channel="mailchimp").exists()
    assert post_what_waits() == 0
    settings.MAILCHIMP_API_KEY = KEY
    assert post_what_waits() == 1
    assert post_what_waits() == 0  # under way already
    drain(only="mailchimp")
    assert HASH in mailchimp.audience.members
    assert post_what_waits() == 0


def test_in_development_the_console_shows_what_would_be_sent(settings, capsys):
    settings.DEBUG = True
    subscriber = subscribed()
    hand_over(subscriber)
    said = capsys.readouterr().out
    assert "Mailchimp (not sent): PUT" in said
    assert '"status_if_new": "subscribed"' in said
    assert subscriber.to_send  # a key still sends it


def test_the_key_is_in_no_log_and_no_reason(mailchimp, caplog):
    caplog.set_level(logging.DEBUG)
    mailchimp.fault("reset", times=2)
    subscriber = subscribed()
    hand_over(subscriber)
    mailchimp.keys.clear()
    pass_time_over_queue()
    drain(only="mailchimp")
    rows = json.dumps(list(Delivery.objects.values("reason", "code", "payload")), default=str)
    states = json.dumps(list(ChannelState.objects.values("reason", "code")), default=str)
    for text in (caplog.text, rows, states):
        assert KEY not in text
        assert KEY.partition("-")[0] not in text
        assert ADDRESS not in text


# --- Several workers -------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_killed_worker_leaves_nothing_half_done(mailchimp, when, monkeypatch):
    monkeypatch.setattr("newsletter.mailchimp.SECONDS", 30)
    subscriber = subscribed()
    tell_mailchimp(subscriber)
    mailchimp.fault("hang", when=when, method="PUT")
    pid = in_a_child(lambda: drain(only="mailchimp"))
    assert mailchimp.stuck.wait(30)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    mailchimp.release.set()
    assert drain(only="mailchimp") == 0  # held until its lease lapses
    Delivery.objects.filter(state=Sent.SENDING).update(lease_until=timezone.now())
    drain(only="mailchimp")
    subscriber.refresh_from_db()
    assert (subscriber.remote_state, subscriber.to_send) == (Remote.SUBSCRIBED, False)
    assert [m.status for m in mailchimp.audience.members.values()] == ["subscribed"]


@pytest.mark.django_db(transaction=True)
def test_at_most_four_calls_at_once_over_all_workers(mailchimp, monkeypatch):
    monkeypatch.setattr("newsletter.mailchimp.SECONDS", 30)
    for number in range(12):
        tell_mailchimp(subscribed(f"{number}@example.com"))
    mailchimp.gather = 4

    def work() -> None:
        while Delivery.objects.exclude(state=Sent.DELIVERED).exists():
            drain(only="mailchimp")

    for pid in [in_a_child(work) for _ in range(6)]:
        assert os.waitpid(pid, 0)[1] == 0
    assert mailchimp.most == 4
    assert len(mailchimp.audience.members) == 12


def test_somebody_who_left_there_long_ago_is_left_alone(mailchimp):
    """A profile update finds `unsubscribed`: their no wins, and nothing re-enters them."""
    subscriber = subscribed()
    hand_over(subscriber)
    mailchimp.audience.members[HASH] = Member(ADDRESS, "unsubscribed", final=True)
    choose(subscriber=subscriber, language="en", topics=[], tracking=False)
    drain(only="mailchimp")
    subscriber.refresh_from_db()
    assert subscriber.state == State.UNSUBSCRIBED
    assert mailchimp.audience.members[HASH].status == "unsubscribed"
