"""Quarantine: nothing in it is lost or answered, and one click takes it out again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from leads.models import Answer, Enquiry, Person, ResourceRequest, Status, Step
from leads.services.following import Staff, _locked, record
from leads.services.receiving import bring_up_to_date, pass_on_enquiry
from leads.services.requesting import pass_on_request


@transaction.atomic
def put(*, people: Iterable[Person], by: Staff) -> int:
    """Put people into quarantine: they wait for nothing and are told nothing."""
    changed = 0
    for person in _locked(people):
        if person.status == Status.SPAM:
            continue
        person.status, person.waiting_since, person.unread = Status.SPAM, None, False
        person.save(update_fields=["status", "waiting_since", "unread"])
        record(person, Step.Action.QUARANTINE, by=by)
        changed += 1
    return changed


@transaction.atomic
def release(*, people: Iterable[Person], by: Staff) -> int:
    """Take people out, and do with what they sent all that was left undone."""
    changed = 0
    for person in _locked(people):
        held = list(
            Enquiry.objects.filter(person=person, quarantined=True).select_related("form", "person")
        )
        asked = list(
            ResourceRequest.objects.filter(person=person, quarantined=True).select_related(
                "page", "person"
            )
        )
        if person.status != Status.SPAM and not held and not asked:
            continue
        person.status, person.unread = Status.NEW, True
        person.last_activity_at = timezone.now()
        person.save(update_fields=["status", "unread", "last_activity_at"])
        record(person, Step.Action.RELEASED, by=by)
        for enquiry in held:
            enquiry.quarantined, enquiry.person = False, person
            enquiry.save(update_fields=["quarantined"])
            pass_on_enquiry(enquiry)
        for request in asked:
            request.quarantined, request.person = False, person
            request.save(update_fields=["quarantined"])
            pass_on_request(request)
        changed += 1
    return changed


@transaction.atomic
def let_go_on(*, contact: Enquiry | ResourceRequest) -> None:
    """A person seems to have sent this: all is as if it had never been in quarantine.

    What staff have decided meanwhile stays: a contact that they took out, a person whom they put in (with
    all that waits), what they did with a person since. What else of the person is in quarantine stays too.
    """
    found = _waiting(contact)
    if found is None:
        return
    waiting, person = found
    if person.status == Status.SPAM:
        if _was_put(person):
            return
        person.status = Status.NEW
    if _has_moved_on(person, since=waiting.received_at):
        person.unread, person.last_activity_at = True, timezone.now()
        person.save(update_fields=["status", "unread", "last_activity_at"])
    else:
        answers = {
            "last_name": waiting.last_name,
            "first_name": waiting.first_name,
            "company": getattr(waiting, "company", ""),
        }
        bring_up_to_date(
            person,
            answers=answers,
            language=waiting.language,
            quarantine=False,
            at=waiting.received_at,
        )
    waiting.quarantined, waiting.person = False, person
    waiting.save(update_fields=["quarantined"])
    if isinstance(waiting, Enquiry):
        pass_on_enquiry(waiting)
    else:
        pass_on_request(waiting)


def _waiting(contact: Enquiry | ResourceRequest) -> tuple[Any, Person] | None:
    """The contact as it stands and its person, who is locked; None when it waits no more."""
    held = type(contact).objects.current().filter(pk=contact.pk, quarantined=True)
    while (now := held.first()) is not None:
        locked = Person.objects.select_for_update().filter(pk=now.person_id).first()
        # The person may have been merged into another between our look and our lock.
        if locked is not None and (now := held.filter(person=locked).first()) is not None:
            return (now, locked) if locked.erasure_marked_at is None else None
    return None


def _has_moved_on(person: Person, *, since: datetime) -> bool:
    """Whether they wrote again, or staff did something with them, after this moment."""
    return (
        person.last_contact_at > since
        or Step.objects.filter(person=person, at__gt=since).exists()
        or Answer.objects.filter(person=person, written_at__gt=since).exists()
    )


def _was_put(person: Person) -> bool:
    """Whether staff put the person into quarantine, rather than a doubtful post."""
    decided = (Step.Action.QUARANTINE, Step.Action.RELEASED)
    last = Step.objects.filter(person=person, action__in=decided).order_by("-at", "-pk").first()
    return last is not None and last.action == Step.Action.QUARANTINE
