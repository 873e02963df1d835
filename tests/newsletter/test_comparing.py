"""The comparison with the whole audience, and what erasing a person does there."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from newsletter.models import (
    Comparison,
    Drift,
    DriftKind,
    Remote,
    Source,
    State,
    Subscriber,
    Suppression,
    Trouble,
)
from newsletter.queue import tell_mailchimp
from newsletter.services import leave
from newsletter.stand_in.audience import Member, md5
from outbox.delivering import drain
from outbox.models import ChannelState, Delivery
from outbox.services import post
from privacy.identity import subject_hash
from privacy.rights.models import ProcessorAnswer
from privacy.rights.services import open_request, prove_address
from privacy.services import erase_rows
from tests.privacy.conftest import BOTH, empty_ledger

from .conftest import ADDRESS, hand_over, pass_time_over_queue, subscribed
from .faults import HTML_502

pytestmark = pytest.mark.django_db
HASH = md5(ADDRESS)
TAGS = {"langue:fr"}


def compare(full: bool = True) -> Comparison:
    post(channel="mailchimp", payload={"do": "compare", "full": full}, key="compare")
    drain(only="mailchimp")
    return Comparison.objects.latest("pk")


def add(mailchimp, address: str, status: str, **fields) -> Member:
    fields = {"tags": set(TAGS), "opted_at": "2026-01-05T08:00:00+00:00", **fields}
    member = mailchimp.audience.members[md5(address)] = Member(address, status, **fields)
    return member


def test_twelve_hundred_members_converge_after_webhooks_were_off(mailchimp):
    moment = timezone.now() - timedelta(days=60)
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"{number:04d}@example.com",
            subject=subject_hash(f"{number:04d}@example.com"),
            language="fr",
            source=Source.FORM,
            state=State.SUBSCRIBED,
            remote_state=Remote.SUBSCRIBED,
            asked_at=moment,
            agreed_at=moment,
            entered_at=moment,
            confirmed_at=moment,
        )
        for number in range(1200)
    )
    for number in range(1190):
        status = {7: "unsubscribed", 8: "cleaned", 9: "archived"}.get(number % 100, "subscribed")
        add(mailchimp, f"{number:04d}@example.com", status)
    for number in range(20):
        add(mailchimp, f"new-{number}@example.com", "subscribed")
    comparison = compare()
    assert comparison.finished_at is not None
    assert comparison.seen == 1210
    lists = [r for r in mailchimp.requests if r[1].endswith("/members")]
    assert len(lists) == 4  # three pages, and the archived ones
    kinds = {kind: Drift.objects.filter(kind=kind).count() for kind in DriftKind.values}
    assert kinds[DriftKind.LEFT_THERE] == 24
    assert kinds[DriftKind.CLEANED_THERE] == 12
    assert kinds[DriftKind.UNKNOWN_HERE] == 20
    assert kinds[DriftKind.MISSING] == 10
    assert not [r for r in mailchimp.requests if r[0] in ("PUT", "PATCH")]
    assert Subscriber.objects.filter(trouble=Trouble.MISSING).count() == 10
    again = compare()
    assert again.drifts.count() == 0


def test_the_nightly_one_asks_for_what_changed_since(mailchimp):
    subscriber = subscribed(remote_state=Remote.SUBSCRIBED)
    add(mailchimp, ADDRESS, "subscribed")
    compare()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        add(mailchimp, ADDRESS, "unsubscribed", changed_at=timezone.now())
        add(mailchimp, "old@example.com", "subscribed").changed_at -= timedelta(days=3)
        comparison = compare(full=False)
    assert (comparison.full, comparison.seen) == (False, 1)
    subscriber.refresh_from_db()
    assert subscriber.state == State.UNSUBSCRIBED


def test_our_own_no_is_told_again_and_subscribed_never_written(mailchimp):
    subscriber = subscribed(remote_state=Remote.SUBSCRIBED, called_at=timezone.now())
    add(mailchimp, ADDRESS, "subscribed")
    leave(subscriber=subscriber)
    Delivery.objects.all().delete()
    Subscriber.objects.update(to_send=False)
    comparison = compare()
    assert [drift.kind for drift in comparison.drifts.all()] == [DriftKind.LEFT_HERE]
    drain(only="mailchimp")
    assert mailchimp.audience.members[HASH].status == "unsubscribed"


def test_a_fresh_yes_on_its_way_is_not_undone(mailchimp):
    subscriber = subscribed(remote_state=Remote.UNSUBSCRIBED)
    add(mailchimp, ADDRESS, "unsubscribed", final=True)
    ChannelState.objects.create(name="mailchimp", paused_at=timezone.now())
    tell_mailchimp(subscriber)
    ChannelState.objects.all().delete()
    from newsletter.comparing import compare as now

    now(full=True)
    subscriber.refresh_from_db()
    assert subscriber.state == State.SUBSCRIBED


def test_one_that_breaks_off_is_repeated(mailchimp):
    subscribed(remote_state=Remote.SUBSCRIBED)
    mailchimp.fault(HTML_502, path="/members\\?")
    broken = compare()
    assert broken.error
    assert broken.finished_at is None
    pass_time_over_queue()
    drain(only="mailchimp")
    assert Comparison.objects.latest("pk").finished_at is not None


# --- Erasure ---------------------------------------------------------------------------------------
def erase(subscriber: Subscriber) -> None:
    """Erase as the person asks, and let a minute go by (a call may still be under way)."""
    erase_rows(rows=[subscriber], rule="request")
    call_command("finish_erasures", stdout=StringIO())
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        drain(only="mailchimp")
        pass_time_over_queue()
        drain(only="mailchimp")
        call_command("finish_erasures", stdout=StringIO())


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_erasing_deletes_for_good_cancels_what_waits_and_nothing_comes_back(mailchimp):
    empty_ledger()
    subscriber = subscribed()
    hand_over(subscriber)
    tell_mailchimp(subscriber)
    erase(subscriber)
    assert not Subscriber.objects.exists()
    assert not mailchimp.audience.members
    assert HASH in mailchimp.audience.forgotten
    puts = [request for request in mailchimp.requests if request[0] == "PUT"]
    assert len(puts) == 1
    assert Suppression.objects.get().hash == subject_hash(ADDRESS)
    # The comparison meets the address again (somebody added it there): it stays away from us.
    add(mailchimp, ADDRESS, "subscribed").changed_at += timedelta(days=30)
    assert compare().foreign == 1
    assert not Subscriber.objects.exists()


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_somebody_who_asks_again_while_being_erased_begins_anew(mailchimp, sign_up):
    empty_ledger()
    subscriber = subscribed(called_at=timezone.now())
    erase_rows(rows=[subscriber], rule="request")
    sign_up()
    assert not mail.outbox
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        for _round in range(2):
            pass_time_over_queue()
            drain()
            call_command("finish_erasures", stdout=StringIO())
        pass_time_over_queue()
        drain()
    assert len(mail.outbox) == 1
    anew = Subscriber.objects.get()
    assert (anew.pk == subscriber.pk, anew.state) == (False, State.PENDING)


@pytest.mark.django_db(transaction=True, databases=BOTH)
@pytest.mark.parametrize("known", [True, False])
def test_somebody_mailchimp_does_not_know_counts_as_erased(mailchimp, known):
    empty_ledger()
    subscriber = subscribed(called_at=timezone.now() if known else None)
    erase(subscriber)
    assert not Subscriber.objects.exists()
    assert bool(mailchimp.requests) == known


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_an_unconfirmed_sign_up_goes_after_thirty_days_without_a_trace(mailchimp):
    from privacy.eraser.run import erase_due

    empty_ledger()
    subscribed(state=State.PENDING, agreed_at=None, confirmed_at=None)
    subscribed("young@example.com", state=State.PENDING, asked_at=timezone.now(), agreed_at=None)
    erase_due(released=True)
    assert [row.email for row in Subscriber.objects.all()] == ["young@example.com"]
    assert not Suppression.objects.exists()


def test_what_mailchimp_holds_is_fetched_by_the_worker_and_told(mailchimp):
    add(mailchimp, ADDRESS, "subscribed")
    for address in (ADDRESS, "unknown@example.com"):
        from privacy.rights.services import new_link

        prove_address(token=new_link(request=open_request(email=address, language="fr")))
    drain(only="mailchimp")
    told, nothing = ProcessorAnswer.objects.order_by("pk")
    assert told.content["status"] == "subscribed"
    assert told.content["email_address"] == ADDRESS
    assert nothing.answered_at is not None
    assert nothing.content == {}
