"""What follows from what happened: routing, objections, data set aside."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from intake.verdicts import vouched
from leads.elsewhere import crm, domains, webhooks
from leads.models import (
    Answer,
    Contact,
    DownloadLink,
    Enquiry,
    Note,
    OtherAddress,
    Person,
    ResourceRequest,
    ResourceVersion,
    Step,
)
from leads.services import quarantine
from leads.services.following import object_to_marketing
from leads.services.routing import route
from leads.signals import contact_taken, status_changed
from outbox.services import post
from privacy.rights.signals import objected, restricted
from privacy.rights.wishes import is_restricted

OF_A_PERSON = (Enquiry, ResourceRequest, Answer, Note, Step, OtherAddress)


@receiver(vouched, sender=Enquiry)
@receiver(vouched, sender=ResourceRequest)
def let_go_on(sender: type, *, row: Any, **kwargs: Any) -> None:
    """What waited in quarantine for reCAPTCHA goes on."""
    quarantine.let_go_on(contact=row)


@receiver(contact_taken)
def give_to_somebody(sender: type, *, contact: Contact, **kwargs: Any) -> None:
    """Whoever the routing rules say follows the new lead."""
    route(contact=contact)


@receiver(contact_taken)
def tell_other_tools(sender: type, *, contact: Contact, **kwargs: Any) -> None:
    """Webhooks and CRMs learn of a new lead."""
    webhooks.tell_created(contact)
    domains.check(contact.person)  # type: ignore[attr-defined]
    crm.push(contact.person)  # type: ignore[attr-defined]


@receiver(status_changed)
def tell_status(sender: type, *, person: Person, **kwargs: Any) -> None:
    """Webhooks and CRMs learn of a new status."""
    webhooks.tell_status(person)
    crm.push(person)


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


@receiver(post_delete, sender=ResourceVersion)
def delete_file(sender: type, *, instance: ResourceVersion, **kwargs: Any) -> None:
    """The file goes with its version, however the version went."""
    if instance.file.name:
        post(channel="files", payload={"storage": "private", "name": instance.file.name})


def person_of(row: Any) -> Person | None:
    """The person a record of this package is about."""
    if isinstance(row, Person):
        return row
    if isinstance(row, DownloadLink):
        row = row.request
    return row.person if isinstance(row, OF_A_PERSON) else None
