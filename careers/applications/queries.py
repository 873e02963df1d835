"""What is asked of applications, beyond the review's own lists."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from careers.applications.models import Application, Exchange, Kind, MailState, Outcome, Stage
from careers.applications.models.applications import ENDED_STAGES, OPEN_STAGES
from careers.models import OfferPage, ReferralLink

# Under this many, a figure could tell something about one person.
FEWEST = 5
RECENT = 400


def of_offer(offer: OfferPage) -> QuerySet[Application]:
    """The applications to an offer, in whichever language of it."""
    rows: QuerySet[Application] = Application.objects.current().filter(
        offer__translation_key=offer.translation_key, pending=False, quarantined=False
    )
    return rows


def unanswered(offer: OfferPage) -> QuerySet[Application]:
    """Those who have no decision yet, or have not been told it (a message that leaves later counts)."""
    leaving = Exchange.objects.filter(
        application=OuterRef("pk"), mail_state__in=[MailState.SCHEDULED, MailState.SENDING]
    )
    told_nothing = Q(stage__in=[Stage.REFUSED, Stage.HIRED], waiting_since__isnull=False)
    # Whoever has had the use restricted cannot be answered; they hold up nobody.
    rows = of_offer(offer).filter(restricted_at__isnull=True)
    return rows.filter(Q(stage__in=OPEN_STAGES) | (told_nothing & ~Exists(leaving)))


def is_told(application: Application) -> bool:
    """Whether the person knows how it ended: a message of ours has left since the decision."""
    told = application.exchanges.filter(kind=Kind.WRITTEN, mail_state=MailState.SENT)
    return bool(told.filter(sent_at__gte=application.decided_at).exists())


def is_open_for_person(application: Application) -> bool:
    """Whether its person may still withdraw or change it: as long as they have not been told its end.

    Otherwise a button that is missing would tell of a refusal before its message does.
    """
    decided = application.stage in (Stage.HIRED, Stage.REFUSED)
    return application.is_open or (decided and not is_told(application))


def count_unanswered(offer: OfferPage) -> int:
    return unanswered(offer).count()


def count_referred(link: ReferralLink) -> tuple[int, int]:
    """How many applications came with a colleague's link, and how many of them are closed.

    Those erased since count on, as two numbers that tell nothing about anybody.
    """
    rows = Application.objects.filter(referral=link, pending=False, quarantined=False)
    closed = rows.filter(stage__in=ENDED_STAGES)
    return rows.count() + link.erased_received, closed.count() + link.erased_closed


def draft_url(offer: OfferPage) -> str:
    """Where staff draft the missing answers: the list, narrowed to this offer's."""
    return f"{reverse('applications:index')}?view=unanswered&offer={offer.translation_key}"


def median_first_answer() -> timedelta | None:
    """The median time to the first answer of a person; None under five. Erased ones count on."""
    found: list[timedelta] = [
        answered - received
        for received, answered in Application.objects.filter(
            first_answer_at__isnull=False, pending=False
        )
        .order_by("-received_at")
        .values_list("received_at", "first_answer_at")[:RECENT]
        if answered is not None
    ]
    found += [
        timedelta(days=days)
        for days in Outcome.objects.filter(days_to_answer__isnull=False)
        .order_by("-pk")
        .values_list("days_to_answer", flat=True)[: RECENT - len(found)]
        if days is not None
    ]
    if len(found) < FEWEST:
        return None
    return timedelta(seconds=median(one.total_seconds() for one in found))
