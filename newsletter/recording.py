"""Write down what Mailchimp answered about a subscriber."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from newsletter import queries, queue
from newsletter.answers import Refusal, Why
from newsletter.models import (
    Comparison,
    Event,
    NewsletterSettings,
    Remote,
    State,
    Subscriber,
    Trouble,
)
from outbox.services import send_mail

_TROUBLES = {
    Why.COMPLIANCE: Trouble.COMPLIANCE,
    Why.FORGOTTEN: Trouble.FORGOTTEN,
    Why.ADDRESS: Trouble.REFUSED,
    Why.FIELDS: Trouble.FIELDS,
    Why.THROTTLED: Trouble.THROTTLED,
}


@transaction.atomic
def in_step(subscriber: Subscriber, remote: str, *, agreed_at: datetime | None) -> None:
    """Mailchimp has it: `remote` is the state it answered; `agreed_at` the yes it was told.

    What was changed here while the call was under way stays to be sent.
    """
    told, now = subscriber, timezone.now()
    row = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if row is None or row.erasure_marked_at is not None:
        return
    row.remote_state = remote
    row.remote_hash = told.hash if remote != Remote.GONE else ""
    unchanged = (row.state, row.agreed_at, row.refused_at) == (
        told.state,
        told.agreed_at,
        told.refused_at,
    )
    if told.state in (State.UNSUBSCRIBED, State.CLEANED):
        row.no_known_at = row.no_known_at or now
    elif unchanged:
        _compare(row, remote, fresh=told.is_fresh)
        row.entered_at = agreed_at
    row.sent_at, row.to_send = now, not unchanged
    row.save()
    row.note(Event.SENT, at=now)


def _compare(row: Subscriber, remote: str, *, fresh: bool) -> None:
    """What the state that was answered says about somebody who agreed here."""
    if remote == Remote.SUBSCRIBED:
        row.trouble = Trouble.NONE
        if row.state == State.PENDING:
            # Confirmed there before: Mailchimp asked for the click, and got it.
            row.state, row.confirmed_at, row.ended_at = State.SUBSCRIBED, timezone.now(), None
            row.consents.filter(confirmed_at__isnull=True).update(confirmed_at=row.confirmed_at)
            row.note(Event.CAME_THERE)
    elif remote == Remote.PENDING:
        row.trouble = Trouble.RETURNING if row.state == State.SUBSCRIBED else Trouble.NONE
    elif remote == Remote.CLEANED:
        row.trouble = Trouble.BOUNCED
    elif not fresh:
        # They left there, and have said nothing to us since: their no wins.
        row.state, row.ended_at = State.UNSUBSCRIBED, timezone.now()
        row.no_known_at = row.ended_at
        row.note(Event.LEFT_THERE)
    else:
        row.trouble = Trouble.OTHER


@transaction.atomic
def refused(subscriber: Subscriber, refusal: Refusal) -> None:
    """Mailchimp refuses for good, and the person's row says so to marketing."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if row is None or row.erasure_marked_at is not None or refusal.why is Why.EXISTS:
        return
    before = row.trouble
    if row.state in (State.UNSUBSCRIBED, State.CLEANED):
        # It cannot be subscribed there, which is all that was wanted.
        row.no_known_at = row.no_known_at or timezone.now()
        row.to_send = False
        row.save(update_fields=["no_known_at", "to_send"])
        return
    row.trouble = _TROUBLES.get(refusal.why, Trouble.OTHER)
    if row.remote_state == Remote.CLEANED and refusal.why is Why.COMPLIANCE:
        row.trouble = Trouble.BOUNCED
    row.to_send = refusal.why in (Why.THROTTLED, Why.FIELDS)
    row.entered_at = row.agreed_at
    row.save(update_fields=["trouble", "to_send", "entered_at"])
    if row.trouble != before:
        row.note(Event.REFUSED)
        if row.trouble == Trouble.FORGOTTEN and NewsletterSettings.load().hosted_form:
            send_mail(mail="newsletter.emails.hosted_form", about=row, key=f"hosted:{row.pk}")


@transaction.atomic
def send_again(*, subscriber: Subscriber) -> None:
    """Marketing presses "Send again": the trouble is forgotten and Mailchimp asked once more.

    Whoever was at Mailchimp before goes there as `pending`, never as `subscribed` (`to_mailchimp`).
    """
    Subscriber.objects.filter(pk=subscriber.pk).update(trouble=Trouble.NONE, entered_at=None)
    subscriber.refresh_from_db()
    queue.tell_mailchimp(subscriber)


def send_missing_again(*, comparison: Comparison) -> int:
    """All that this comparison missed there, and that are still missing, go as `pending`; how many."""
    missing = list(queries.missing_since(comparison))
    for subscriber in missing:
        send_again(subscriber=subscriber)
    return len(missing)
