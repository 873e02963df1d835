"""What is asked about leads."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from leads.models import OPEN_STATUSES, Enquiry, OtherAddress, Person, StaffNotices, Status
from privacy.identity import normalised

# A promise needs enough answers behind it.
ENOUGH = 10
MEASURED_DAYS = 90
MOST_MEASURED = 2000


@dataclass(frozen=True)
class AnswerTime:
    """How soon first answers were given, out of `number` answered enquiries."""

    number: int
    half: timedelta

    @property
    def in_words(self) -> str:
        """The time within which half of them had an answer, rounded up: "3 hours", "2 days"."""
        hours = max(1, ceil(self.half.total_seconds() / 3600))
        if hours < 48:
            return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
        days = -(-hours // 24)
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def answer_time(*, days: int = MEASURED_DAYS) -> AnswerTime | None:
    """How soon we answered in the last `days`; None while too few answers were given to say so.

    Enquiries that still wait count with the time they have waited: silence makes no good figure.
    """
    since = timezone.now() - timedelta(days=days)
    rows = Enquiry.objects.filter(
        received_at__gte=since, quarantined=False, erasure_marked_at__isnull=True
    ).exclude(person__status="spam")
    now = timezone.now()
    seconds = [
        ((answered or now) - received).total_seconds()
        for received, answered in rows.values_list("received_at", "answered_at")[:MOST_MEASURED]
    ]
    answered = rows.filter(answered_at__isnull=False).count()
    if answered < ENOUGH:
        return None
    return AnswerTime(answered, timedelta(seconds=median(seconds)))


def person_at(address: str) -> Person | None:
    """The person of an address, also of one that was merged into theirs; none under erasure."""
    address = normalised(address)
    found: Person | None = Person.objects.current().filter(email=address).first()
    if found is None:
        other = (
            OtherAddress.objects.current()
            .filter(email=address, person__erasure_marked_at__isnull=True)
            .select_related("person")
            .first()
        )
        found = other.person if other else None
    return found


def wants(user: User, notice: str) -> bool:
    """Whether a colleague wants this notice ("digest", "immediate"); yes unless they said no."""
    mine = StaffNotices.objects.filter(user=user).first()
    return bool(getattr(mine, notice)) if mine else True


def numbers_for(user: User) -> dict[str, int]:
    """What waits for a colleague this morning."""
    today = timezone.localdate()
    waiting = Q(status__in=OPEN_STATUSES)
    return (
        Person.objects.current()
        .exclude(status=Status.SPAM)
        .aggregate(
            waiting=Count("pk", filter=waiting),
            nobody=Count("pk", filter=waiting & Q(owner=None)),
            mine=Count("pk", filter=waiting & Q(owner=user)),
            due=Count("pk", filter=Q(owner=user, next_action_on__lte=today)),
        )
    )
