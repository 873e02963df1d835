"""Bring Mailchimp in step with one subscriber: the outbox's channel to it.

What is sent is what stands in the row now, so repeated, late and reordered deliveries end the same.
`status` is sent in three cases only: `status_if_new` (which never changes a known member),
`unsubscribed` after a no, and `pending` after a fresh yes of somebody who had left there.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter import console, recording
from newsletter.answers import (
    AccountProblem,
    Failure,
    NoAnswer,
    NotThere,
    Refusal,
    Temporary,
    Why,
)
from newsletter.mailchimp import Mailchimp
from newsletter.models import Remote, State, Subscriber
from newsletter.queue import mailchimp_in_use, shown_on_console
from newsletter.stamps import stamp
from newsletter.tags import tags_of
from outbox.channels import Again, ChannelDown, NotNeeded, Outcome, Refused, Unreachable

HOURS = 3600.0
# Somebody whom Mailchimp takes for an over-eager subscriber is tried so many times, hours apart.
THROTTLED_ATTEMPTS = 4

REASONS: dict[Why, Any] = {
    Why.COMPLIANCE: _("Mailchimp lets only the person themselves come back."),
    Why.FORGOTTEN: _("Mailchimp has erased this person for good."),
    Why.ADDRESS: _("Mailchimp refuses the address."),
    Why.THROTTLED: _("Mailchimp says the person signed up to too many lists lately."),
    Why.FIELDS: _("The audience demands a field that this site does not ask for."),
    Why.OURS: _("Mailchimp does not understand the request."),
}


def step(pk: str, *, attempts: int = 1) -> None:
    """Bring Mailchimp in step with this subscriber. Raises an Outcome when that did not work."""
    if not mailchimp_in_use() and not shown_on_console():
        raise NotNeeded(_("There is no key for Mailchimp; they wait for one."))
    subscriber = _begin(pk)
    if shown_on_console():
        console.show(subscriber)
        return
    seen = subscriber.agreed_at
    try:
        remote = _carry_out(Mailchimp(), subscriber)
    except Refusal as refusal:
        recording.refused(subscriber, refusal)
        raise _outcome_of(refusal, attempts) from None
    except Failure as failure:
        raise outcome(failure) from None
    recording.in_step(subscriber, remote, agreed_at=seen)


@transaction.atomic
def _begin(pk: str) -> Subscriber:
    """The row as it is now, and a note that a call about it is under way (see `erasing`)."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=pk).first()
    if subscriber is None or subscriber.erasure_marked_at is not None:
        raise NotNeeded(_("The person is being erased."))
    if mailchimp_in_use():
        subscriber.called_at = timezone.now()
        subscriber.save(update_fields=["called_at"])
    return subscriber


def _carry_out(mailchimp: Mailchimp, subscriber: Subscriber) -> str:
    """Do it; the state the member has there afterwards."""
    if subscriber.state in (State.UNSUBSCRIBED, State.CLEANED):
        return _end(mailchimp, subscriber)
    key = subscriber.hash
    if subscriber.remote_hash and subscriber.remote_hash != key:
        _rename(mailchimp, subscriber)
    answer = mailchimp.put_member(key, body_of(subscriber))
    # 200 does not mean subscribed: the state in the answer counts.
    remote = str(answer.get("status", ""))
    if remote == Remote.PENDING and subscriber.state == State.PENDING and subscriber.is_fresh:
        remote = _ask_again(mailchimp, subscriber, answer)
    elif remote not in (Remote.SUBSCRIBED, Remote.PENDING) and subscriber.is_fresh:
        remote = str(mailchimp.patch_member(key, {"status": "pending"}).get("status", ""))
    if remote in (Remote.SUBSCRIBED, Remote.PENDING):
        _set_tags(mailchimp, subscriber)
    return remote


def body_of(subscriber: Subscriber) -> dict[str, Any]:
    """What Mailchimp is told of a person: address, language, and the state of somebody new there.

    Somebody who was there and is there no more (removed by hand, say) is asked by Mailchimp to confirm.
    """
    confirmed = subscriber.state == State.SUBSCRIBED and subscriber.is_new_there
    body: dict[str, Any] = {
        "email_address": subscriber.email,
        "status_if_new": "subscribed" if confirmed else "pending",
        "language": subscriber.language,
    }
    if confirmed and subscriber.confirmed_at is not None:
        body["timestamp_opt"] = stamp(subscriber.confirmed_at)
    return body


def _ask_again(mailchimp: Mailchimp, subscriber: Subscriber, answer: dict[str, Any]) -> str:
    """Somebody who was asked before and did not click signs up again: a second mail, by the one way
    there is (the same PUT sends none).
    """
    if subscriber.entered_at is None:
        return str(answer["status"])
    mailchimp.patch_member(subscriber.hash, {"status": "unsubscribed"})
    again = mailchimp.patch_member(subscriber.hash, {"status": "pending"})
    return str(again.get("status", ""))


def _end(mailchimp: Mailchimp, subscriber: Subscriber) -> str:
    """Unsubscribe there. Somebody who is not there, or has left already, is as good."""
    key = subscriber.remote_hash or subscriber.hash
    try:
        remote = str(mailchimp.member(key).get("status", ""))
        if remote in (Remote.SUBSCRIBED, Remote.PENDING, Remote.TRANSACTIONAL):
            answer = mailchimp.patch_member(key, {"status": "unsubscribed"})
            remote = str(answer.get("status", ""))
    except NotThere:
        demand_audience(mailchimp)
        return Remote.GONE
    return remote


def _rename(mailchimp: Mailchimp, subscriber: Subscriber) -> None:
    """Give the member their new address; where that is taken, the old one is archived."""
    try:
        mailchimp.patch_member(subscriber.remote_hash, {"email_address": subscriber.email})
    except NotThere:
        demand_audience(mailchimp)
    except Refusal as refusal:
        if refusal.why not in (Why.TAKEN, Why.EXISTS, Why.COMPLIANCE):
            raise
        _archive(mailchimp, subscriber.remote_hash)


def _archive(mailchimp: Mailchimp, key: str) -> None:
    try:
        mailchimp.archive(key)
    except NotThere:
        return
    except Refusal as refusal:
        # What cannot be archived (bounced, pending, archived) is written to by nobody either.
        if refusal.why is not Why.METHOD:
            raise


def _set_tags(mailchimp: Mailchimp, subscriber: Subscriber) -> None:
    """Set the tags and look whether they are there: a wrong body has been answered 204 before."""
    wanted = tags_of(subscriber)
    mailchimp.set_tags(subscriber.hash, wanted)
    found = mailchimp.tags_of(subscriber.hash)
    if any((name in found) != there for name, there in wanted.items()):
        raise Temporary("tags not set")


def demand_audience(mailchimp: Mailchimp) -> None:
    """Raises AccountProblem when a 404 was not about the member: the audience itself is unknown."""
    try:
        mailchimp.audience()
    except NotThere:
        raise AccountProblem("404 audience") from None


def outcome(failure: Failure) -> Outcome:
    """A failure as the outbox sees it."""
    if isinstance(failure, AccountProblem):
        return ChannelDown(
            _("Mailchimp refuses the site’s key, account or audience."), code=failure.code
        )
    if isinstance(failure, NoAnswer):
        return Unreachable(_("Mailchimp does not answer, or asks us to wait."), code=failure.code)
    if isinstance(failure, Temporary):
        return Again(_("Mailchimp could not do it."), code=failure.code)
    if isinstance(failure, NotThere):
        return ChannelDown(_("The audience does not exist at Mailchimp."), code=failure.code)
    return Refused(_("Mailchimp refuses it."), code=failure.code)


def _outcome_of(refusal: Refusal, attempts: int) -> Outcome:
    reason = REASONS.get(refusal.why, _("Mailchimp refuses it."))
    if refusal.why is Why.THROTTLED and attempts < THROTTLED_ATTEMPTS:
        return Again(reason, after=3 * HOURS, code=refusal.code)
    if refusal.why is Why.EXISTS:
        # Two writers at once, or a hash of another address: the next look settles it.
        return Again(reason, after=60, code=refusal.code)
    return Refused(reason, code=refusal.code)
