"""What the newsletter adds to the calendar: issues that were sent, and those that wait for their moment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.dates import CannotMove, Dated, Rows, Source, State
from newsletter.models import Sending, SendingState
from newsletter.sending import NotNow, TooLate, put_off

WHAT = {
    SendingState.SENT: (_("newsletter sent"), State.DONE),
    SendingState.FAILED: (_("newsletter not sent"), State.BROKEN),
}


def find(user: Any, start: datetime, end: datetime) -> Iterator[Dated]:
    """The sendings between two moments, for those who may send; one query."""
    if not user.has_perm("newsletter.send_issue"):
        return
    between = Q(send_at__range=(start, end)) | Q(send_at=None, asked_at__range=(start, end))
    sendings = Sending.objects.filter(between).exclude(state=SendingState.CANCELLED)
    for sending in sendings.select_related("issue"):
        what, state = WHAT.get(
            SendingState(sending.state), (_("newsletter to be sent"), State.PLANNED)
        )
        yield Dated(
            at=sending.send_at or sending.asked_at,
            what=what,
            title=sending.subject,
            url=reverse("newsletter_issues:send", args=[sending.issue_id]),
            language=sending.language,
            state=state,
            key=str(sending.pk)
            if sending.state == SendingState.SCHEDULED and may_move(user, sending)
            else "",
            note=_("Its screen says why, and sends it again.") if state is State.BROKEN else "",
        )


def may_move(user: Any, sending: Sending) -> bool:
    """As the screen of the issue has it: the right to send, and to publish this very page."""
    allowed = user.has_perm("newsletter.send_issue")
    return allowed and bool(sending.issue.permissions_for_user(user).can_publish())


def coming(user: Any, start: datetime, end: datetime) -> Iterator[Rows]:
    """The issues that wait for their moment."""
    if not user.has_perm("newsletter.send_issue"):
        return
    over = [*WHAT, SendingState.CANCELLED]
    waiting = Sending.objects.filter(send_at__range=(start, end)).exclude(state__in=over)
    rows = waiting.values(
        line_pk=F("issue_id"),
        line_title=F("subject"),
        line_language=F("language"),
        line_at=F("send_at"),
    )
    yield Rows(
        _("newsletter to be sent"),
        rows,
        lambda pk: reverse("newsletter_issues:send", args=[pk]),
    )


def move(user: Any, key: str, at: datetime) -> None:
    """Send the issue at another moment. Raises CannotMove, PermissionDenied."""
    sending = Sending.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if sending is None or not may_move(user, sending):
        raise PermissionDenied
    try:
        put_off(sending=sending, at=at)
    except NotNow as error:
        raise CannotMove(
            _("Choose a moment to come, on the quarter of an hour: Mailchimp sends on no other.")
        ) from error
    except TooLate as error:
        raise CannotMove(
            _(
                "This issue has left, was called back, or is being handed to Mailchimp: look at it again."
            )
        ) from error


SOURCE = Source("newsletter", _("Newsletters"), find, move, coming)
