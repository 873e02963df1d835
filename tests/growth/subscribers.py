"""Subscribers, nine of ten confirmed and known to Mailchimp, with their proof of consent."""

import datetime

from django.utils import timezone

from newsletter.models import Consent, Remote, Source, State, Subscriber, member_hash
from privacy.identity import subject_hash
from tests.growth.bulk import analyse, steps
from tests.growth.words import person

WORDING = "Je souhaite recevoir la lettre de Dimelo."


def grow_subscribers(number: int) -> None:
    """So many subscribers more, over ten years."""
    first = Subscriber.objects.count()
    apart = datetime.timedelta(days=3_650) / max(1, number)
    now = timezone.now()
    for span in steps(first, first + number):
        rows = Subscriber.objects.bulk_create(
            _subscriber(one, now - apart * (one - first)) for one in span
        )
        Consent.objects.bulk_create(
            Consent(
                subscriber=row,
                at=row.asked_at,
                confirmed_at=row.confirmed_at,
                wording=WORDING,
                page="/newsletter/",
                language=row.language,
                source=row.source,
            )
            for row in rows
        )
    analyse()


def _subscriber(number: int, moment: datetime.datetime) -> Subscriber:
    email = person(number, kind="subscriber").email
    common = {
        "email": email,
        "subject": subject_hash(email),
        "language": "en" if number % 4 == 0 else "fr",
        "source": Source.FORM,
        "remote_hash": member_hash(email),
        "sent_at": moment,
        "asked_at": moment,
        "agreed_at": moment,
        "confirmed_at": moment,
    }
    if number % 10:
        return Subscriber(**common, state=State.SUBSCRIBED, remote_state=Remote.SUBSCRIBED)
    recently = timezone.now() - datetime.timedelta(days=number % 300)
    return Subscriber(
        **common,
        state=State.UNSUBSCRIBED,
        remote_state=Remote.UNSUBSCRIBED,
        refused_at=recently,
        ended_at=recently,
        no_known_at=recently,
    )
