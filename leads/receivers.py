"""What follows from what happened: routing, objections, data set aside."""

from typing import Any

from django.dispatch import receiver

from leads.models import Answer, Contact, Enquiry, Note, OtherAddress, Person, Step
from leads.services.following import object_to_marketing
from leads.services.routing import route
from leads.signals import contact_taken
from privacy.rights.signals import objected, restricted
from privacy.rights.wishes import is_restricted

OF_A_PERSON = (Enquiry, Answer, Note, Step, OtherAddress)


@receiver(contact_taken)
def give_to_somebody(sender: type, *, contact: Contact, **kwargs: Any) -> None:
    """Whoever the routing rules say follows the new lead."""
    route(contact=contact)


@receiver(objected)
def no_marketing(sender: type, *, row: Any, **kwargs: Any) -> None:
    """An objection to one record of a person holds for all marketing, at once."""
    person = person_of(row)
    if person is not None:
        object_to_marketing(people=[person], by=None)


@receiver(restricted)
def set_aside(sender: type, *, row: Any, **kwargs: Any) -> None:
    """A person with any record set aside is written to and passed on no more (GDPR art. 18)."""
    person = person_of(row)
    if person is not None:
        rows = [
            person,
            *(one for model in OF_A_PERSON for one in model.objects.filter(person=person)),
        ]
        aside = any(is_restricted(one) for one in rows)
        Person.objects.filter(pk=person.pk).update(restricted=aside)


def person_of(row: Any) -> Person | None:
    """The person a record of this package is about."""
    if isinstance(row, Person):
        return row
    return row.person if isinstance(row, OF_A_PERSON) else None
