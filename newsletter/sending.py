"""An issue on its way: asked for, called back, tried out. Mailchimp's part is in `campaigns`."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.publishing.gate import Refused, refusals
from newsletter import queue
from newsletter.mailing import mail_of
from newsletter.models import IssuePage, Part, Sending, SendingState, State, Subscriber
from outbox.services import post, send_mail

UNDER_WAY = (
    SendingState.WAITING,
    SendingState.SCHEDULED,
    SendingState.SENDING,
    SendingState.SENT,
)
# Mailchimp sends on the quarter of an hour.
QUARTER = 15
LAST_MINUTES = timedelta(minutes=15)


class AlreadyOnItsWay(Exception):
    """This issue was sent, or is about to be."""


class NotNow(ValueError):
    """A date to come is needed, on the quarter of an hour."""


class TooLate(Exception):
    """It has left, was called back, or is being handed over."""


def readers(*, language: str, topic: str = "", tracked: bool | None = None) -> QuerySet[Subscriber]:
    """Who gets an issue, as we know it."""
    rows: QuerySet[Subscriber] = Subscriber.objects.current().filter(
        state=State.SUBSCRIBED, language=language
    )
    if topic:
        rows = rows.filter(topics__tag=topic)
    if tracked is not None:
        rows = rows.filter(tracking=tracked)
    return rows


@transaction.atomic
def send(*, issue: IssuePage, at: datetime | None, by: Any) -> Sending:
    """Send the issue as it now stands in the editor, at once or at a date, to those who wait for it.

    Its words are kept as they are now. Raises AlreadyOnItsWay, NotNow, and Refused for what may not be
    published: the issue becomes a page of the archive.
    """
    locked = IssuePage.objects.select_for_update().get(pk=issue.pk)
    if locked.sendings.filter(state__in=UNDER_WAY).exists():
        raise AlreadyOnItsWay
    _demand_quarter(at)
    draft: IssuePage = locked.get_latest_revision_as_object()
    if by is not None and (found := refusals(draft, by)):
        raise Refused(locked, found)
    # A version of its own: the editor goes on saving into the one it has open.
    revision = draft.save_revision(user=by, changed=False, clean=False)
    mail = mail_of(draft)
    sending = Sending.objects.create(
        issue=locked,
        revision=revision.pk,
        subject=mail.subject,
        preheader=mail.preheader,
        language=mail.language,
        topic=draft.topic.tag if draft.topic else "",
        html=mail.html,
        text=mail.text,
        send_at=at,
        asked_by_id=by.pk if by else None,
    )
    for tracked in (False, True):
        part = Part.objects.create(sending=sending, tracked=tracked)
        post(channel=queue.MAILCHIMP, payload={"do": "campaign", "part": part.pk}, about=sending)
    return sending


def _demand_quarter(at: datetime | None) -> None:
    if at is not None and (at <= timezone.now() or at.minute % QUARTER or at.second):
        raise NotNow


@transaction.atomic
def put_off(*, sending: Sending, at: datetime) -> None:
    """Send at another moment what was to leave at one. The campaigns stay the same, so that nobody can
    get the issue twice, whatever Mailchimp makes of it. Raises NotNow, TooLate.
    """
    _demand_quarter(at)
    # Not in the last minutes: one half of the readers would get it before, the other after.
    soon = timezone.now() + LAST_MINUTES
    waiting = Sending.objects.select_for_update().filter(
        pk=sending.pk, state=SendingState.SCHEDULED, send_at__gt=soon
    )
    scheduled = list(sending.parts.filter(status="schedule"))
    # While it is being handed over, another conversation about the same campaign is under way.
    if not waiting.exists() or sending.parts.exclude(status__in=("schedule", "empty")).exists():
        raise TooLate
    Sending.objects.filter(pk=sending.pk).update(send_at=at, state=SendingState.WAITING)
    sending.parts.filter(status="schedule").update(status="")
    for part in scheduled:
        post(channel=queue.MAILCHIMP, payload={"do": "reschedule", "part": part.pk}, about=sending)


@transaction.atomic
def call_back(*, sending: Sending) -> bool:
    """Call back what has not left yet; False when it is too late."""
    changed = Sending.objects.filter(
        pk=sending.pk, state__in=[SendingState.WAITING, SendingState.SCHEDULED]
    ).update(state=SendingState.CANCELLED)
    if changed:
        for part in sending.parts.exclude(campaign=""):
            post(
                channel=queue.MAILCHIMP,
                payload={"do": "unschedule", "part": part.pk},
                about=sending,
            )
    return bool(changed)


def try_out(*, issue: IssuePage, user: Any) -> None:
    """Send the issue, as it stands in the editor, to the member of staff who asks."""
    send_mail(mail="newsletter.emails.issue_test", about=user, issue=issue.pk)


def refresh(*, sending: Sending) -> None:
    """Ask Mailchimp how far the parts of a sending are."""
    for part in sending.parts.exclude(campaign=""):
        post(
            channel=queue.MAILCHIMP,
            payload={"do": "report", "part": part.pk},
            key=f"report:{part.pk}",
        )
