"""Messages to candidates: written, perhaps for later, cancelled, sent."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from careers.applications.clock import recompute
from careers.applications.models import Application, Exchange, Kind, MailState, Stage
from careers.applications.models.messages import Reason
from careers.applications.services.restriction import Restricted, demand_usable, may_answer
from careers.applications.services.stages import COLUMNS, enter
from outbox.services import cancel_for, post
from privacy.clock import PARIS

CHANNEL = "candidate-mail"
MORNING = 9  # o'clock in Paris
SOON = timedelta(minutes=10)
VARIABLE = re.compile(r"\{\s*([^{}]*?)\s*\}")


class VariableEmpty(Exception):
    """The text still holds a variable that nothing fills; `names` says which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


class TooLate(Exception):
    """The message has left already."""


def next_morning(now: datetime) -> datetime:
    """Nine o'clock in Paris on the next day."""
    day = now.astimezone(PARIS).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=PARIS)


def variables_of(application: Application, by: AbstractBaseUser) -> dict[str, str]:
    """What a template may name. Plain texts: nothing in a template can reach an object."""
    return {
        "first_name": application.first_name,
        "last_name": application.last_name,
        "offer": application.offer_title,
        "sender": str(by.get_full_name()) if hasattr(by, "get_full_name") else "",
        "reference": application.short,
    }


def filled(text: str, variables: dict[str, str]) -> str:
    """The text with its variables; those that are unknown or empty stay as they are."""
    return VARIABLE.sub(lambda found: variables.get(found[1]) or found[0], text)


def demand_filled(*texts: str) -> None:
    """Raises VariableEmpty when a variable is left."""
    left = [name for text in texts for name in VARIABLE.findall(text)]
    if left:
        raise VariableEmpty(list(dict.fromkeys(left)))


@transaction.atomic
def write(
    *,
    application: Application,
    subject: str,
    text: str,
    by: AbstractBaseUser,
    not_before: datetime | None = None,
) -> Exchange:
    """Write to a candidate, now or at a date.

    Raises VariableEmpty; Restricted, unless it answers what the person has written since.
    """
    if not may_answer(Application.objects.select_for_update().get(pk=application.pk)):
        raise Restricted
    return _write(application, subject, text, by, not_before)


@transaction.atomic
def refuse(
    *,
    application: Application,
    subject: str,
    text: str,
    reason: Reason,
    by: AbstractBaseUser,
    not_before: datetime | None,
) -> Exchange | None:
    """Refuse, for a reason about the offer. `not_before` None: no message is sent.

    The message may be cancelled until it leaves; then the application is back where it was.
    Raises VariableEmpty, Restricted.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    demand_usable(row)
    cancel_scheduled(application=row)
    row.refresh_from_db()
    before = row.stage
    enter(row, Stage.REFUSED)
    row.reason, row.decided_at = reason, timezone.now()
    row.version += 1
    row.save(update_fields=[*COLUMNS, "reason", "decided_at", "version"])
    if not_before is None:
        recompute(application=row.pk)
        return None
    exchange = _write(row, subject, text, by, not_before)
    exchange.stage_before, exchange.reason = before, reason
    exchange.save(update_fields=["stage_before", "reason"])
    return exchange


@transaction.atomic
def cancel(*, exchange: Exchange) -> None:
    """« Annuler »: the message does not leave, a refusal is taken back. Raises TooLate."""
    changed = Exchange.objects.filter(pk=exchange.pk, mail_state=MailState.SCHEDULED).update(
        mail_state=MailState.CANCELLED
    )
    if not changed:
        raise TooLate
    cancel_for(about=exchange)
    if exchange.stage_before:
        row = Application.objects.select_for_update().get(pk=exchange.application_id)
        if row.stage == Stage.REFUSED:
            enter(row, exchange.stage_before)
            row.reason, row.decided_at = "", None
            row.save(update_fields=[*COLUMNS, "reason", "decided_at"])


def cancel_scheduled(*, application: Application) -> None:
    """What was to leave later does not: the person withdrew, or things have changed."""
    for exchange in application.exchanges.filter(mail_state=MailState.SCHEDULED):
        Exchange.objects.filter(pk=exchange.pk, mail_state=MailState.SCHEDULED).update(
            mail_state=MailState.CANCELLED
        )
        cancel_for(about=exchange)


@transaction.atomic
def record_sent(*, exchange: int, at: datetime) -> None:
    """The mail server has it: from now on it counts."""
    found = Exchange.objects.select_for_update().filter(pk=exchange).first()
    if found is None or found.mail_state == MailState.SENT:
        return
    found.mail_state, found.sent_at = MailState.SENT, at
    found.save(update_fields=["mail_state", "sent_at"])
    recompute(application=found.application_id)


def record_failed(*, exchange: int) -> None:
    """The mail server refuses it for good; it counts for nothing, and the file shows it."""
    Exchange.objects.filter(pk=exchange, mail_state__in=UNSENT).update(mail_state=MailState.FAILED)


UNSENT = (MailState.SCHEDULED, MailState.SENDING)


def _write(
    application: Application,
    subject: str,
    text: str,
    by: AbstractBaseUser,
    not_before: datetime | None,
) -> Exchange:
    demand_filled(subject, text)
    later = not_before is not None and not_before > timezone.now()
    exchange = Exchange.objects.create(
        application=application,
        kind=Kind.WRITTEN,
        author_id=by.pk,
        subject=" ".join(subject.split()),
        text=text,
        mail_state=MailState.SCHEDULED if later else MailState.SENDING,
        not_before=not_before if later else None,
    )
    post(
        channel=CHANNEL,
        payload={"mail": "careers.applications.messages.emails.written", "ids": {}},
        about=exchange,
        not_before=not_before if later else None,
    )
    return exchange
