"""An application as its person reads it: where it stands, what happens next and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.declarations import roles
from careers.applications import clock
from careers.applications.models import Application, Exchange, Kind, PoolEntry, Stage
from careers.applications.queries import is_open_for_person, is_told
from privacy.services import due_date

STANDING: dict[str, str | Promise] = {
    Stage.RECEIVED: _("Your application is with us and waits to be read."),
    Stage.SHORTLIST: _("Your application was read and shortlisted."),
    Stage.INTERVIEW: _("You are in the interviews."),
    Stage.DECISION: _("The interviews are over; we are deciding."),
    Stage.HIRED: _("We would like to work with you."),
    Stage.REFUSED: _("We have decided not to go on with your application."),
    Stage.WITHDRAWN: _("You have withdrawn your application."),
}
POOL_WORDING = _(
    "Keep my name, address and CV for twelve months to tell me about other positions. I can leave at "
    "any time with the link in the mail."
)
# What passed between us, as the person says it.
KINDS: dict[str, str | Promise] = {
    Kind.RECEIVED: _("your application"),
    Kind.WRITTEN: _("our message"),
    Kind.REPLY: _("your message"),
    Kind.CALL: _("our call"),
    Kind.MEETING: _("our interview"),
    Kind.KEPT: _("you asked us to keep it"),
    Kind.CHOSE: _("you chose an interview slot"),
    Kind.REPLACED: _("you replaced your CV"),
    Kind.CORRECTED: _("you corrected your application"),
    Kind.WITHDREW: _("you withdrew your application"),
}
# Told to the person only once it is said in a message.
UNTOLD = (Stage.HIRED, Stage.REFUSED)


@dataclass(frozen=True)
class Story:
    """What the page tells and offers."""

    standing: Any
    answer_by: date | None
    exchanges: list[tuple[Exchange, Any]]
    readings: list[tuple[Any, datetime]]
    slots: list[Any]
    chosen: Any
    cv: Any
    can_replace: bool
    can_withdraw: bool
    can_keep: bool
    kept_until: datetime


def of(application: Application) -> Story:
    """Everything its person may see of an application; no notes, no opinions, no drafts."""
    slots = list(application.slots.current())
    chosen = next((slot for slot in slots if slot.chosen_at), None)
    names = {role.slug: role.name for role in roles()}
    now, is_open = timezone.now(), is_open_for_person(application)
    return Story(
        standing=standing(application),
        answer_by=answer_by(application),
        exchanges=[(one, KINDS[one.kind]) for one in shown_exchanges(application)],
        readings=[
            (names.get(reading.role, reading.role), reading.at)
            for reading in application.readings.current()
        ],
        slots=[] if chosen or not is_open else [slot for slot in slots if slot.starts_at > now],
        chosen=chosen,
        cv=application.files.current().first(),
        can_replace=application.first_read_at is None and is_open,
        can_withdraw=is_open,
        can_keep=clock.can_be_kept(application),
        kept_until=clock.erasure_if_kept(application),
    )


def standing(application: Application) -> Any:
    """Where it stands; a decision shows once it was written to the person."""
    if application.restricted_at is not None:
        return _("Your application is set aside, as you asked.")
    stage = application.stage
    if stage in UNTOLD and not is_told(application):
        stage = Stage.DECISION if application.first_read_at else Stage.RECEIVED
    if stage == Stage.RECEIVED and application.first_read_at:
        return _("Your application is being read.")
    return STANDING[stage]


def shown_exchanges(application: Application) -> Any:
    """What was exchanged; messages of ours once they have left."""
    rows = application.exchanges.current().exclude(kind=Kind.NOTICE).select_related("author")
    rows = rows.prefetch_related("attachments")
    return rows.exclude(kind=Kind.WRITTEN, sent_at__isnull=True)


def answer_by(application: Application) -> date | None:
    """By when we promise an answer: so many working days after the receipt; None once answered, or not to
    be used.
    """
    if application.first_answer_at is not None or not is_open_for_person(application):
        return None
    if application.restricted_at is not None:
        return None
    days = application.offer.answer_within if application.offer else 10
    day = timezone.localdate(application.received_at)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def pool_due(entry: PoolEntry) -> datetime | None:
    found = due_date(entry)
    return found.at if found else None
