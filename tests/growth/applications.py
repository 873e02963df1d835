"""Applications of the last five months, to every offer and to none, at every stage."""

import datetime

from django.utils import timezone

from careers.applications.models import Application, Exchange, Kind, Reason, Source, Stage
from careers.models import OfferPage
from tests.growth.bulk import analyse, steps
from tests.growth.words import paragraph, person

# Most are closed: recruiters keep up with what comes.
STAGES = [
    Stage.REFUSED,
    Stage.RECEIVED,
    Stage.REFUSED,
    Stage.WITHDRAWN,
    Stage.SHORTLIST,
    Stage.REFUSED,
    Stage.INTERVIEW,
    Stage.REFUSED,
    Stage.DECISION,
    Stage.HIRED,
]
SOURCES = [Source.SITE, Source.SITE, Source.SPONTANEOUS, Source.MAIL, Source.FAIR]


def grow_applications(number: int) -> None:
    """So many applications more, none due for erasure, each with the exchange it began with."""
    first = Application.objects.count()
    apart = datetime.timedelta(days=150) / max(1, number)
    offers = list(OfferPage.objects.filter(locale__language_code="fr").values_list("pk", "title"))
    now = timezone.now()
    for span in steps(first, first + number):
        rows = Application.objects.bulk_create(
            _application(one, now - apart * (one - first), offers) for one in span
        )
        Exchange.objects.bulk_create(
            Exchange(application=row, kind=Kind.RECEIVED, at=row.received_at) for row in rows
        )
    analyse()


def _application(
    number: int, moment: datetime.datetime, offers: list[tuple[int, str]]
) -> Application:
    made = person(number, kind="application")
    offer = offers[number % len(offers)] if offers and number % 5 else (None, "")
    stage = STAGES[number // 3 % len(STAGES)]
    ended = stage in (Stage.REFUSED, Stage.HIRED, Stage.WITHDRAWN)
    return Application(
        offer_id=offer[0],
        offer_title=offer[1],
        first_name=made.first_name,
        last_name=made.last_name,
        email=made.email,
        message=paragraph(number, "fr"),
        language="en" if number % 4 == 0 else "fr",
        source=SOURCES[number % len(SOURCES)],
        stage=stage,
        reason=next(iter(Reason)) if stage == Stage.REFUSED else "",
        received_at=moment,
        last_exchange=moment,
        first_read_at=moment if stage != Stage.RECEIVED or number % 2 else None,
        first_answer_at=moment + datetime.timedelta(days=3) if ended else None,
        decided_at=moment + datetime.timedelta(days=3) if ended else None,
        waiting_since=None if ended else moment,
    )
