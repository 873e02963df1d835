"""Leads, a fifth of whom wrote and a fifth of whom took a resource, over two years."""

import datetime

from django.utils import timezone

from leads.models import Enquiry, Person, ResourceRequest, Status
from tests.growth.bulk import analyse, steps
from tests.growth.words import paragraph, person, sentence

STATUSES = [Status.NEW, Status.IN_HAND, Status.ANSWERED, Status.QUALIFIED, Status.LOST]


def grow_leads(number: int) -> None:
    """So many people more, the last of whom was active a minute after the one before."""
    first = Person.objects.count()
    # Nobody is due for erasure: twenty-three months hold them all.
    apart = datetime.timedelta(days=690) / max(1, number)
    now = timezone.now()
    for span in steps(first, first + number):
        people = Person.objects.bulk_create(_lead(one, now - apart * (one - first)) for one in span)
        Enquiry.objects.bulk_create(
            Enquiry(
                person=row,
                form_name="Contact",
                first_name=row.first_name,
                last_name=row.last_name,
                language=row.language,
                subject=sentence(one, 4),
                message=paragraph(one, row.language),
                received_at=row.last_contact_at,
            )
            for one, row in zip(span, people, strict=True)
            if one % 5 == 0
        )
        ResourceRequest.objects.bulk_create(
            ResourceRequest(
                person=row,
                first_name=row.first_name,
                last_name=row.last_name,
                language=row.language,
                title="Livre blanc",
                resource_key="guide",
                received_at=row.last_contact_at,
            )
            for one, row in zip(span, people, strict=True)
            if one % 5 == 1
        )
    analyse()


def _lead(number: int, moment: datetime.datetime) -> Person:
    made = person(number, kind="lead")
    status = STATUSES[min(number // 7 % 11, 4)]
    return Person(
        email=made.email,
        domain=made.domain,
        first_name=made.first_name,
        last_name=made.last_name,
        company=f"Société {number % 4_999}",
        language="en" if number % 3 == 0 else "fr",
        status=status,
        unread=number % 9 == 0,
        first_contact_at=moment,
        last_contact_at=moment,
        last_activity_at=moment,
        next_action_on=timezone.localdate() if number % 40 == 0 else None,
    )
