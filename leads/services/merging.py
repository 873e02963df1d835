"""Two entries that are one person become one; nothing of either is lost."""

from typing import Any

from django.db import transaction

from leads.models import Answer, Enquiry, Note, OtherAddress, Person, ResourceRequest, Step
from leads.services.following import Staff, _locked, record
from privacy.services import journal


class CannotMerge(ValueError):
    """There are not two different people to merge."""


@transaction.atomic
def merge(*, kept: Person, merged: Person, by: Staff) -> Person:
    """Move everything of `merged` to `kept`; its address leads to `kept` from now on.

    The later contact decides the date of erasure, and a refusal of either holds for both. Raises
    CannotMerge for one and the same, or when one is under erasure.
    """
    found = {person.pk: person for person in _locked([kept, merged])}
    if len(found) != 2:
        raise CannotMerge
    kept, merged = found[kept.pk], found[merged.pk]
    for model in moved_models():
        model._base_manager.filter(person=merged).update(person=kept)
    kept.tags.add(*merged.tags.all())
    address, reference = merged.email, merged.short
    kept.first_contact_at = min(kept.first_contact_at, merged.first_contact_at)
    kept.last_contact_at = max(kept.last_contact_at, merged.last_contact_at)
    kept.last_activity_at = max(kept.last_activity_at, merged.last_activity_at)
    kept.unread = kept.unread or merged.unread
    kept.no_marketing = kept.no_marketing or merged.no_marketing
    kept.restricted = kept.restricted or merged.restricted
    kept.company = kept.company or merged.company
    waiting = [one for one in (kept.waiting_since, merged.waiting_since) if one]
    kept.waiting_since = min(waiting, default=None)
    if kept.owner_id is None:
        kept.owner_id = merged.owner_id
    if not kept.next_action:
        kept.next_action, kept.next_action_on = merged.next_action, merged.next_action_on
    # What the address leads to moves before the row goes, in one transaction.
    merged.delete()
    OtherAddress.objects.create(person=kept, email=address)
    kept.save()
    record(kept, Step.Action.MERGED, by=by, detail=reference)
    journal(actor=by, action="leads:person:merge", reference=kept)
    return kept


def moved_models() -> "list[type[Any]]":
    """Everything that belongs to a person."""
    return [Enquiry, ResourceRequest, Answer, Note, Step, OtherAddress]


def likely_the_same(person: Person) -> list[Person]:
    """Other entries that may be the same person: the same name, at the same company or domain."""
    same = Person.objects.current().filter(
        last_name__iexact=person.last_name, first_name__iexact=person.first_name
    )
    return list(same.exclude(pk=person.pk).order_by("-last_activity_at")[:5])
