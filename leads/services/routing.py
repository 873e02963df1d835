"""Who follows a new lead: the first rule that fits; several members take turns."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from leads.models import Contact, Enquiry, Person, RoutingMember, RoutingRule
from leads.services.following import assign


@transaction.atomic
def route(*, contact: Contact) -> User | None:
    """Give the person of a new contact to whoever the rules say; nobody when none fits.

    Somebody who is followed already stays with the same colleague.
    """
    person: Person = contact.person  # type: ignore[attr-defined]
    if person.owner_id is not None:
        return None
    for rule in RoutingRule.objects.filter(active=True).order_by("order", "pk"):
        if fits(rule, contact):
            member = next_member(rule)
            if member is not None:
                assign(people=[person], owner=member, by=None)
                person.owner = member
                return member
    return None


def fits(rule: RoutingRule, contact: Contact) -> bool:
    """Whether the rule is about this contact."""
    is_enquiry = isinstance(contact, Enquiry)
    if rule.takes and (rule.takes == RoutingRule.Takes.ENQUIRIES) != is_enquiry:
        return False
    if rule.language and rule.language != contact.language:
        return False
    if not rule.subject:
        return True
    if not isinstance(contact, Enquiry):
        return False
    form, _colon, subject = rule.subject.partition(":")
    return form == contact.form_key and subject in ("", contact.subject_key)


def next_member(rule: RoutingRule) -> User | None:
    """Whose turn it is, among those whose account is open; their turn is noted."""
    member = (
        RoutingMember.objects.select_for_update(of=("self",))
        .filter(rule=rule, user__is_active=True)
        .select_related("user")
        .order_by(F("last_turn").asc(nulls_first=True), "pk")
        .first()
    )
    if member is None:
        return None
    RoutingMember.objects.filter(pk=member.pk).update(last_turn=timezone.now())
    found: User = member.user
    return found
