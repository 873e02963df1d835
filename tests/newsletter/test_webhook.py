"""Mailchimp's side to ours: the address it posts to, and what its events come to."""

import hashlib
import hmac
import random
from datetime import UTC, timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from newsletter import inbound
from newsletter.models import NewsletterSettings, OptIn, RemoteEvent, State, Subscriber, Suppression
from newsletter.services import leave
from newsletter.stand_in.audience import LIST
from outbox.delivering import drain
from outbox.models import ChannelState
from privacy.identity import subject_hash

from .conftest import ADDRESS, SECRET, subscribed

pytestmark = pytest.mark.django_db
PATH = f"/webhooks/mailchimp/{SECRET}/"
NOW = timezone.now().replace(microsecond=0)


def told(kind: str, minutes: float = 0, **data: str) -> dict[str, str]:
    """An event as Mailchimp writes it, `minutes` after an hour ago."""
    fired = (NOW - timedelta(hours=1) + timedelta(minutes=minutes)).astimezone(UTC)
    data = {"list_id": LIST, "id": "8a25ff1d98", "email": ADDRESS, **data}
    if kind == "upemail":
        del data["email"]
    return {
        "type": kind,
        "fired_at": fired.strftime("%Y-%m-%d %H:%M:%S"),
        **{f"data[{name}]": value for name, value in data.items()},
    }


def post(event: dict[str, str] | str, path: str = PATH, **headers: str):
    body = event if isinstance(event, str) else urlencode(event)
    return Client(enforce_csrf_checks=True).post(
        path, body, content_type="application/x-www-form-urlencoded", headers=headers
    )


def tell(*events: dict[str, str]) -> None:
    for event in events:
        assert post(event).status_code == 200
    drain()


# --- The address -----------------------------------------------------------------------------------
def test_12_webhook_url_answers_get_and_empty_post_without_login_or_redirect(mailchimp):
    client = Client()
    assert (
        client.get(PATH, headers={"User-Agent": "MailChimp.com WebHook Validator"}).content == b""
    )
    assert client.get(PATH).status_code == 200
    assert client.head(PATH).status_code == 200
    assert post("").status_code == 200
    assert not client.cookies


@pytest.mark.parametrize("secret", ["wrong", SECRET[:-1], SECRET + "x", "é", "%00"])
def test_another_secret_finds_nothing(mailchimp, secret):
    path = f"/webhooks/mailchimp/{secret}/"
    assert Client().get(path).status_code in (400, 404)
    assert post(told("unsubscribe"), path).status_code in (400, 404)
    assert not RemoteEvent.objects.exists()


def test_without_a_secret_there_is_no_such_address(settings):
    settings.MAILCHIMP_WEBHOOK_SECRET = ""
    assert Client().get("/webhooks/mailchimp//").status_code == 404
    assert Client().get(PATH).status_code == 404


def test_broken_and_foreign_posts_change_nothing(mailchimp):
    subscribed()
    assert post(told("unsubscribe", list_id="another")).status_code == 200
    assert post(told("unsubscribe") | {"fired_at": "yesterday"}).status_code == 400
    assert post("x=" + "y" * 1_000_000).status_code == 413
    assert Client().post(PATH, b"\xff\xfe{", content_type="application/json").status_code == 400
    assert post("type=%00&fired_at=%ff%fe").status_code in (200, 400)
    assert Client().put(PATH).status_code == 405
    assert not RemoteEvent.objects.exists()


def sign(event: dict[str, str], secret: str, moment: float) -> str:
    message = f"{int(moment)}.".encode() + urlencode(event).encode()
    return f"t={int(moment)},v1={hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()}"


def test_signatures_are_checked_once_there_is_a_secret(mailchimp, settings):
    settings.MAILCHIMP_SIGNING_SECRET = "whsec"
    event, now = told("unsubscribe"), timezone.now().timestamp()
    good = sign(event, "whsec", now)
    name = "X-Mailchimp-Signature"
    for bad in (
        "",
        "t=,v1=",
        f"t={int(now)}",
        sign(event, "other", now),
        sign(event, "whsec", now - 301),
        sign(event, "whsec", now + 360),
        good.replace("v1=", "v1=0"),
    ):
        assert post(event, **{name: bad}).status_code == 403
    assert post(event | {"data[email]": "other@example.com"}, **{name: good}).status_code == 403
    assert not RemoteEvent.objects.exists()
    assert post(event, **{name: good}).status_code == 200
    assert RemoteEvent.objects.count() == 1


# --- Events ----------------------------------------------------------------------------------------
def test_every_event_does_what_it_says(mailchimp):
    subscriber = subscribed()
    subscriber.agreed_at = NOW - timedelta(days=9)
    subscriber.save()
    tell(told("unsubscribe", 1, action="unsub", reason="abuse"))
    subscriber.refresh_from_db()
    assert subscriber.state == State.UNSUBSCRIBED
    assert "complained" in subscriber.changes.values_list("event", flat=True)
    tell(told("subscribe", 2))
    subscriber.refresh_from_db()
    assert subscriber.state == State.SUBSCRIBED
    tell(told("upemail", 3, new_id="b", new_email="new@example.com", old_email=ADDRESS))
    subscriber.refresh_from_db()
    assert subscriber.email == "new@example.com"
    tell(told("cleaned", 4, email="new@example.com", reason="hard"))
    subscriber.refresh_from_db()
    assert subscriber.state == State.CLEANED
    tell(told("subscribe", 5, email="hosted@example.com", id="c"))
    assert Subscriber.objects.get(email="hosted@example.com").consents.count() == 1
    tell(told("unsubscribe", 6, email="nobody@example.com", id="d"))
    assert Subscriber.objects.count() == 2
    assert not RemoteEvent.objects.exclude(address="", new_address="").exists()


def test_02_webhook_echo_and_profile_never_confirm_or_subscribe_anybody(mailchimp):
    """Handlers write here only; a profile event changes no consent and makes nobody."""
    left, pending = subscribed(), subscribed("p@example.com", state=State.PENDING, agreed_at=None)
    leave(subscriber=left)
    tell(
        told("profile", 70, id="1"),
        told("profile", 71, id="2", email="p@example.com"),
        told("profile", 72, id="3", email="new@example.com"),
        told("unsubscribe", 73, email="p@example.com", id="2"),
        told("campaign", 74, id="c1", subject="x", status="sent"),
    )
    left.refresh_from_db()
    pending.refresh_from_db()
    assert (left.state, pending.state) == (State.UNSUBSCRIBED, State.UNSUBSCRIBED)
    assert Subscriber.objects.count() == 2
    assert not mailchimp.requests


def test_an_unsubscription_here_wins_against_events_on_their_way(mailchimp):
    ChannelState.objects.create(name="mailchimp", paused_at=NOW)
    subscriber = subscribed(called_at=NOW)
    leave(subscriber=subscriber)
    tell(told("subscribe", 90))  # fired after it, before Mailchimp had it
    subscriber.refresh_from_db()
    assert subscriber.state == State.UNSUBSCRIBED


def test_erased_people_are_not_brought_back_by_an_event(mailchimp):
    Suppression.objects.create(hash=subject_hash(ADDRESS))
    tell(
        told("subscribe"),
        told("upemail", 2, new_id="b", old_email="x@example.com", new_email=ADDRESS),
    )
    assert not Subscriber.objects.exists()


# Subscriptions, changes of address (one onto an address that is known already, one there and back),
# complaints, two events in one second; and what each story comes to.
STORIES = [
    (
        [
            told("subscribe", 1),
            told("unsubscribe", 2, action="unsub", reason="manual"),
            told("subscribe", 3),
            told("upemail", 4, new_id="b1", old_email=ADDRESS, new_email="b@example.com"),
            told("unsubscribe", 5, id="b1", email="b@example.com", reason="abuse"),
        ],
        {"known@example.com": State.SUBSCRIBED, "b@example.com": State.UNSUBSCRIBED},
    ),
    (
        [
            told("subscribe", 1, id="c1", email="c@example.com"),
            told(
                "upemail", 6, new_id="d1", old_email="c@example.com", new_email="known@example.com"
            ),
            told("profile", 6, id="d1", email="known@example.com"),
        ],
        {"known@example.com": State.SUBSCRIBED},
    ),
    (
        [
            told("subscribe", 2, id="e1", email="e@example.com"),
            told("upemail", 3, new_id="f1", old_email="e@example.com", new_email="f@example.com"),
            told("upemail", 4, new_id="e2", old_email="f@example.com", new_email="e@example.com"),
            told("cleaned", 8, id="e2", email="e@example.com", reason="hard"),
        ],
        {"known@example.com": State.SUBSCRIBED, "e@example.com": State.CLEANED},
    ),
    (
        [
            told("subscribe", 7, id="g1", email="g@example.com"),
            told("unsubscribe", 7, id="g1", email="g@example.com", reason="manual"),
            told("unsubscribe", 6, id="k1", email="known@example.com", reason="manual"),
        ],
        {"known@example.com": State.UNSUBSCRIBED, "g@example.com": State.UNSUBSCRIBED},
    ),
]


@pytest.mark.parametrize(("log", "end"), STORIES)
def test_repeated_and_shuffled_a_thousand_times_the_end_is_the_same(
    mailchimp, monkeypatch, log, end
):
    """250 times each story, with copies: state and dates of everybody end alike."""
    monkeypatch.setattr(inbound, "post", lambda **delivery: None)  # applied here, one by one
    subscribed("known@example.com", agreed_at=None)
    chance = random.Random(20_261_127)
    ends = set()
    for _time in range(250):
        events = [*log, chance.choice(log)]
        chance.shuffle(events)
        moment = transaction.savepoint()
        for event in events:
            taken = inbound.take_in(event)
            if taken is not None:
                inbound.apply(taken)
        rows = Subscriber.objects.values_list("email", "state", "confirmed_at", "ended_at")
        ends.add(tuple(sorted(rows)))
        transaction.savepoint_rollback(moment)
    assert len(ends) == 1, sorted(ends)[:2]
    assert {row[0]: row[1] for row in ends.pop()} == end


def test_copies_and_events_of_last_year_do_nothing(mailchimp):
    subscriber = subscribed(agreed_at=None)
    for _copy in range(5):
        tell(told("unsubscribe", 1))
    assert RemoteEvent.objects.count() == 1
    assert subscriber.changes.filter(event="left_there").count() == 1
    old = told("subscribe") | {"fired_at": "2025-01-02 03:04:05"}
    tell(old)
    assert RemoteEvent.objects.count() == 1


# --- mailchimp_connect -----------------------------------------------------------------------------
def connect() -> str:
    out = StringIO()
    call_command("mailchimp_connect", stdout=out, no_color=True)
    return out.getvalue()


def test_connecting_makes_webhook_and_tags_once_and_says_what_is_to_do(mailchimp, settings):
    mailchimp.audience.required.add("LNAME")
    NewsletterSettings.objects.create(opt_in=OptIn.MAILCHIMP)
    mailchimp.audience.double_optin = False
    said = connect()
    assert "MAILCHIMP_SIGNING_SECRET=whsec-of-the-stand-in" in said
    assert "LNAME" in said
    assert said.count("→") == 3
    assert "suivi:oui" in mailchimp.audience.tag_ids
    hook = mailchimp.audience.webhooks[0]
    assert hook["url"] == f"http://localhost:8000{PATH}"
    assert hook["sources"] == {"user": True, "admin": True, "api": False}
    assert all(hook["events"].values())
    mailchimp.audience.required.clear()
    mailchimp.audience.double_optin = True
    settings.MAILCHIMP_SIGNING_SECRET = "whsec"
    assert "→" not in connect()
    assert len(mailchimp.audience.webhooks) == 1
