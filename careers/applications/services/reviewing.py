"""What staff do with an application: move, assign, judge, note, offer times, set free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from careers.applications.clock import recompute
from careers.applications.models import (
    Application,
    Assignment,
    InterviewSlot,
    Note,
    Opinion,
    Stage,
)
from careers.applications.services.messages import cancel_scheduled
from careers.applications.services.restriction import demand_usable
from careers.applications.services.stages import COLUMNS, enter
from careers.models import OfferPage
from privacy.services import erase_rows


class Changed(Exception):
    """Somebody else has changed the application since this person looked at it."""


@transaction.atomic
def move(*, application: Application, stage: Stage, version: int | None = None) -> Application:
    """Put an application on another stage; what was to leave later does not.

    Raises Changed, Restricted.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    demand_usable(row)
    if version is not None and row.version != version:
        raise Changed
    if row.stage == stage:
        return row
    cancel_scheduled(application=row)
    enter(row, stage)
    row.decided_at = timezone.now() if stage in (Stage.HIRED, Stage.REFUSED) else None
    row.reason = row.reason if stage == Stage.REFUSED else ""
    row.version += 1
    row.save(update_fields=[*COLUMNS, "decided_at", "reason", "version"])
    recompute(application=row.pk)
    return row


@transaction.atomic
def assign(*, application: Application, owner: AbstractBaseUser | None) -> None:
    """Say who is in charge."""
    Application.objects.filter(pk=application.pk).update(owner_id=owner.pk if owner else None)


@transaction.atomic
def judge(
    *,
    application: Application,
    criterion: str,
    title: str,
    level: int,
    reason: str,
    by: AbstractBaseUser,
) -> Opinion:
    """One's own opinion on one published criterion; said again, it replaces the earlier one.

    Raises Restricted.
    """
    demand_usable(application)
    opinion, _made = Opinion.objects.update_or_create(
        application=application,
        author_id=by.pk,
        criterion=criterion,
        defaults={
            "title": title,
            "level": level,
            "reason": reason,
            "written_at": timezone.now(),
        },
    )
    return opinion


@transaction.atomic
def note(*, application: Application, text: str, by: AbstractBaseUser) -> Note:
    """A note among colleagues. Raises Restricted."""
    demand_usable(application)
    return Note.objects.create(application=application, text=text, author_id=by.pk)


@transaction.atomic
def offer_slot(
    *, application: Application, starts_at: datetime, minutes: int, place: str, by: AbstractBaseUser
) -> InterviewSlot:
    """Offer a time for an interview; it shows on the candidate's page.

    Raises ValueError for one that is past, Restricted.
    """
    demand_usable(application)
    if starts_at <= timezone.now():
        raise ValueError("An interview lies in the future.")
    return InterviewSlot.objects.create(
        application=application,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        offered_by_id=by.pk,
    )


@transaction.atomic
def set_readers(*, offer: OfferPage, users: Iterable[AbstractBaseUser]) -> None:
    """Who, besides HR, sees the applications to this offer."""
    wanted = {user.pk for user in users}
    Assignment.objects.filter(offer=offer).exclude(user_id__in=wanted).delete()
    for pk in wanted:
        Assignment.objects.get_or_create(offer=offer, user_id=pk)


def erase(*, application: Application) -> None:
    """Erase an application before its date (asked for by telephone, sent by mistake, spam).

    Raises Restricted: then only its person, or the DPO with them, may.
    """
    demand_usable(application)
    erase_rows(rows=[application], rule="staff")
