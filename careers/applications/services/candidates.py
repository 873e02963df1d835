"""What a candidate can do on their own page."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from careers.applications import clock
from careers.applications.cv.intake import CheckedCV
from careers.applications.models import (
    Application,
    ApplicationFile,
    InterviewSlot,
    Kind,
    PoolEntry,
    PoolFile,
    ScanState,
    Stage,
)
from careers.applications.queries import is_open_for_person
from careers.applications.services.exchanges import act, receive_reply
from careers.applications.services.messages import cancel_scheduled
from careers.applications.services.restriction import lift_for_erasure
from careers.applications.services.stages import COLUMNS, enter
from careers.applications.vault import files
from outbox.services import send_mail
from privacy.models import Cause
from privacy.services import erase_rows


class NotPossible(Exception):
    """The page offers it no more: something has changed in the meantime."""


@transaction.atomic
def keep(*, application: Application) -> None:
    """Keep the application for six months from now, twenty-four in all. Raises NotPossible."""
    if not clock.can_be_kept(application):
        raise NotPossible
    act(application=application, kind=Kind.KEPT)


@transaction.atomic
def write(*, application: Application, text: str) -> None:
    """Write to the recruiter."""
    receive_reply(application=application, text=text)


@transaction.atomic
def withdraw(*, application: Application) -> None:
    """Withdraw: what was to leave does not, and staff see it. Erasing is another wish."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    if not is_open_for_person(row):
        raise NotPossible
    cancel_scheduled(application=row)
    enter(row, Stage.WITHDRAWN)
    row.reason, row.decided_at = "", timezone.now()
    row.version += 1
    row.save(update_fields=[*COLUMNS, "reason", "decided_at", "version"])
    act(application=row, kind=Kind.WITHDREW)


@transaction.atomic
def replace_cv(*, application: Application, cv: CheckedCV) -> None:
    """Another CV, as long as nobody has opened the first. Raises NotPossible."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    if row.first_read_at is not None or not is_open_for_person(row):
        raise NotPossible
    old = list(row.files.current())
    files.put(ApplicationFile, cv, application=row)
    erase_rows(rows=old, rule="replaced")
    act(application=row, kind=Kind.REPLACED)


@transaction.atomic
def choose_slot(*, application: Application, slot: InterviewSlot) -> None:
    """Choose one of the times offered. Raises NotPossible when it has passed or one is chosen."""
    # The application's lock: two clicks on two slots choose one.
    row = Application.objects.select_for_update().get(pk=application.pk)
    if not is_open_for_person(row) or row.slots.filter(chosen_at__isnull=False).exists():
        raise NotPossible
    chosen = row.slots.current().filter(pk=slot.pk, starts_at__gt=timezone.now())
    if not chosen.update(chosen_at=timezone.now()):
        raise NotPossible
    act(application=row, kind=Kind.CHOSE)
    send_mail(mail="careers.applications.messages.emails.slot_chosen", about=row, slot=slot.pk)
    send_mail(mail="careers.applications.messages.emails.to_recruiter", about=row, what="slot")


@transaction.atomic
def erase_now(*, application: Application) -> None:
    """Erase everything about this application, within minutes; also one whose use is restricted."""
    lift_for_erasure(row=application)
    erase_rows(rows=[application], rule="candidate", cause=Cause.REQUEST)


@transaction.atomic
def join_pool(*, application: Application, wording: str) -> PoolEntry:
    """The candidate's own, separate agreement to be asked again; with a copy of the CV."""
    already = PoolEntry.objects.current().filter(email__iexact=application.email).first()
    entry: PoolEntry = already or PoolEntry(email=application.email)
    values: dict[str, Any] = {
        name: getattr(application, name)
        for name in ("first_name", "last_name", "phone", "language")
    }
    for name, value in values.items():
        setattr(entry, name, value)
    entry.interests, entry.wording = application.offer_title, wording
    entry.agreed_at = timezone.now()
    entry.save()
    old = list(entry.files.current())
    current = application.files.current().filter(scan=ScanState.CLEAN).first()
    if current is not None:
        files.copy_to(PoolFile, current, entry=entry)
    erase_rows(rows=old, rule="replaced")
    send_mail(mail="careers.applications.messages.emails.in_pool", about=entry)
    return entry


@transaction.atomic
def renew_pool(*, entry: PoolEntry) -> None:
    """Stay in the talent pool: its clock starts anew."""
    PoolEntry.objects.filter(pk=entry.pk).update(agreed_at=timezone.now())


@transaction.atomic
def leave_pool(*, entry: PoolEntry) -> None:
    """Withdraw the agreement: everything of the talent pool about this person goes."""
    lift_for_erasure(row=entry)
    erase_rows(rows=[entry], rule="withdrawal", cause=Cause.WITHDRAWAL)


@transaction.atomic
def send_links(*, email: str) -> None:
    """Mail the private links of an address again. Nothing tells whether it has any."""
    for application in Application.objects.current().filter(
        email__iexact=email.strip(), quarantined=False
    )[:20]:
        send_mail(
            mail="careers.applications.messages.emails.link_again",
            about=application,
            key=f"link-{application.pk}",
        )
    for entry in PoolEntry.objects.current().filter(email__iexact=email.strip())[:5]:
        send_mail(
            mail="careers.applications.messages.emails.in_pool",
            about=entry,
            key=f"pool-link-{entry.pk}",
        )
