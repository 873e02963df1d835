"""Members whom somebody removed at Mailchimp: found, shown, and back by a click of their own only."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from newsletter.models import Comparison, Remote, State, Subscriber, Trouble
from newsletter.services import choose
from newsletter.stand_in.audience import Member, md5
from outbox.delivering import drain
from outbox.services import post

from .conftest import ADDRESS, hand_over, subscribed
from .faults import HTML_502

pytestmark = pytest.mark.django_db


def compare(full: bool = False) -> Comparison:
    post(channel="mailchimp", payload={"do": "compare", "full": full}, key="compare")
    drain(only="mailchimp")
    return Comparison.objects.latest("pk")


def written_since(mailchimp, start: int) -> list[dict]:
    return [r[3] for r in mailchimp.requests[start:] if r[0] in ("PUT", "PATCH")]


def test_whom_somebody_removed_is_asked_again_by_one_button_and_comes_back_by_a_click(
    mailchimp, staff
):
    people = [subscribed(f"{name}@example.com") for name in ("anna", "bela", "cora")]
    for one in people:
        hand_over(one)
    stays = mailchimp.audience.members.pop(md5("cora@example.com"))
    mailchimp.audience.members = {md5("cora@example.com"): stays}
    before = len(mailchimp.requests)
    comparison = compare(full=True)
    assert written_since(mailchimp, before) == [], "shown first, nothing is written by itself"
    marketing, path = staff("marketing"), f"/admin/newsletter/comparisons/{comparison.pk}/"
    assert "2 personnes sont inscrites ici" in marketing.get(path).content.decode()
    assert staff("redaction").post(path).status_code in (302, 403)
    assert Subscriber.objects.filter(trouble=Trouble.MISSING).count() == 2
    marketing.post(path)
    drain(only="mailchimp")
    assert {m.status for m in mailchimp.audience.members.values() if m is not stays} == {"pending"}
    sent = written_since(mailchimp, before)
    assert {one.get("status", one.get("status_if_new")) for one in sent} == {"pending"}
    waiting = Subscriber.objects.filter(trouble=Trouble.RETURNING, state=State.SUBSCRIBED)
    assert waiting.count() == 2
    assert "inscrites ici" not in marketing.get(path).content.decode()
    mailchimp.audience.members[md5("anna@example.com")].status = "subscribed"
    compare(full=True)
    anna = Subscriber.objects.get(email="anna@example.com")
    assert (anna.trouble, anna.remote_state) == (Trouble.NONE, Remote.SUBSCRIBED)


def test_a_change_of_profile_brings_nobody_back_as_subscribed(mailchimp):
    subscriber = subscribed()
    hand_over(subscriber)
    mailchimp.audience.members.clear()
    choose(subscriber=subscriber, language="en", topics=[], tracking=False)
    drain(only="mailchimp")
    assert mailchimp.audience.members[md5(ADDRESS)].status == "pending"


def test_the_whole_audience_is_compared_a_week_after_it_last_was_however_late(mailchimp):
    mailchimp.audience.members[md5(ADDRESS)] = Member(ADDRESS, "subscribed")
    start = timezone.now()

    def night(days: float) -> bool:
        with time_machine.travel(start + timedelta(days=days)):
            return compare().full

    assert night(0), "the first one"
    assert [night(day) for day in (1, 2, 6)] == [False, False, False]
    mailchimp.fault(HTML_502, path="/members\\?", times=99)
    assert night(7)
    assert Comparison.objects.latest("pk").error
    mailchimp.faults.clear()
    assert night(8), "made up for in the next night"
    assert not night(9)
    assert night(30), "after weeks without a worker"
