"""What marketing does with a lead: gives it to somebody, answers, notes, decides, plans."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from leads.models import Answer, Enquiry, Note, Person, Status, Step, Tag
from leads.signals import status_changed
from outbox.services import send_mail
from privacy.services import journal

ANSWER = "leads.emails.answer"
ASSIGNED = "leads.emails.assigned"
Staff = AbstractBaseUser | None


class SetAside(Exception):
    """The person has asked that their data be kept and used for nothing (GDPR art. 18)."""


def record(person: Person, action: Step.Action, *, by: Staff, detail: str = "") -> Step:
    """Add to the history of a person. `detail` holds words of ours only."""
    return Step.objects.create(person=person, action=action, actor_id=_pk(by), detail=detail[:120])


@transaction.atomic
def set_status(*, people: Iterable[Person], status: Status, by: Staff) -> int:
    """Change the status; how many people it changed. Quarantine has services of its own."""
    if status == Status.SPAM:
        raise ValueError("Quarantine is not set as a status.")
    changed = 0
    for person in _locked(people):
        if person.status in (status, Status.SPAM):
            continue
        person.status = status
        person.last_activity_at = timezone.now()
        if status in (Status.QUALIFIED, Status.LOST, Status.ANSWERED):
            person.waiting_since = None
        person.save(update_fields=["status", "waiting_since", "last_activity_at"])
        record(person, Step.Action.STATUS, by=by, detail=status)
        status_changed.send(sender=Person, person=person)
        changed += 1
    return changed


@transaction.atomic
def assign(*, people: Iterable[Person], owner: Staff, by: Staff) -> int:
    """Give people to a colleague, or to nobody; the colleague is told. How many changed hands."""
    changed = 0
    for person in _locked(people):
        if person.owner_id == _pk(owner):
            continue
        person.owner_id = _pk(owner)
        person.save(update_fields=["owner"])
        record(person, Step.Action.OWNER, by=by, detail=str(_pk(owner) or ""))
        if owner is not None and _pk(owner) != _pk(by):
            send_mail(mail=ASSIGNED, about=person)
        changed += 1
    return changed


@transaction.atomic
def tag(*, people: Iterable[Person], names: Iterable[str]) -> int:
    """Add tags, made when they are new; how many people there were."""
    tags = [Tag.objects.get_or_create(name=name)[0] for name in dict.fromkeys(names)]
    found = _locked(people)
    for person in found:
        person.tags.add(*tags)
    return len(found)


@transaction.atomic
def retag(*, person: Person, names: Iterable[str]) -> None:
    """Give a person exactly these tags."""
    person.tags.set([Tag.objects.get_or_create(name=name)[0] for name in dict.fromkeys(names)])


@transaction.atomic
def mark_read(*, people: Iterable[Person], read: bool = True) -> int:
    """Mark as read or unread."""
    pks = [person.pk for person in people]
    return Person.objects.filter(pk__in=pks, unread=read).update(unread=not read)


@transaction.atomic
def note(*, person: Person, text: str, by: Staff) -> Note:
    """Write something down for colleagues."""
    _touch(person)
    return Note.objects.create(person=person, text=text, written_by_id=_pk(by))


@transaction.atomic
def plan(*, person: Person, action: str, on: date | None, by: Staff) -> None:
    """What is to be done next, and when; nothing when both are empty."""
    person.next_action, person.next_action_on = action, on
    person.save(update_fields=["next_action", "next_action_on"])


@transaction.atomic
def answer(*, person: Person, subject: str, text: str, by: AbstractBaseUser) -> Answer:
    """Write to a person. Raises SetAside when their data may be used for nothing.

    The first answer after a message stops that message's clock; the lead counts as answered unless
    somebody has decided further.
    """
    (person,) = _locked([person])
    if person.restricted:
        raise SetAside
    now = timezone.now()
    written = Answer.objects.create(
        person=person,
        subject=subject,
        text=text,
        language=person.language,
        written_by_id=by.pk,
        written_at=now,
    )
    Enquiry.objects.filter(person=person, answered_at__isnull=True, quarantined=False).update(
        answered_at=now
    )
    if person.status in (Status.NEW, Status.IN_HAND):
        person.status = Status.ANSWERED
        record(person, Step.Action.STATUS, by=by, detail=Status.ANSWERED)
        status_changed.send(sender=Person, person=person)
    person.unread, person.waiting_since, person.last_activity_at = False, None, now
    if person.owner_id is None:
        person.owner_id = by.pk
    person.save()
    send_mail(mail=ANSWER, about=written)
    journal(actor=by, action="leads:person:answer", reference=person)
    return written


@transaction.atomic
def object_to_marketing(*, people: Iterable[Person], by: Staff, objects: bool = True) -> int:
    """Take down that a person wants no marketing (answers to what they ask go on), or no longer so."""
    changed = 0
    for person in _locked(people):
        if person.no_marketing != objects:
            person.no_marketing = objects
            person.save(update_fields=["no_marketing"])
            if objects:
                record(person, Step.Action.OBJECTED, by=by)
            changed += 1
    return changed


def _locked(people: Iterable[Person]) -> list[Person]:
    """The rows as they are now, locked; those under erasure are left alone."""
    pks = [person.pk for person in people]
    found: list[Person] = []
    for start in range(0, len(pks), 500):
        part = Person.objects.current().select_for_update().filter(pk__in=pks[start : start + 500])
        found += part.order_by("pk")
    return found


def _touch(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(last_activity_at=timezone.now())


def _pk(user: Staff) -> int | None:
    return user.pk if user is not None else None
