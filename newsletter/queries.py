"""What is asked about the newsletter: numbers, the curve, what stands in the way."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from newsletter.models import (
    Comparison,
    DailyCount,
    DriftKind,
    SignUp,
    State,
    Subscriber,
    Trouble,
)
from newsletter.queue import LOCAL, MAILCHIMP, mailchimp_in_use
from outbox.models import ChannelState, Delivery
from outbox.models import State as Sent
from outbox.models.delivery import OPEN
from outbox.schedule import PARIS


def current() -> QuerySet[Subscriber]:
    """The subscribers that may be shown."""
    found: QuerySet[Subscriber] = Subscriber.objects.current()
    return found


def numbers() -> dict[str, int]:
    """How many there are, by state."""
    rows = current().order_by().values_list("state").annotate(count=Count("pk"))
    counts: dict[str, int] = dict.fromkeys(State.values, 0)
    counts |= {str(state): count for state, count in rows}
    return counts


def troubles() -> list[dict[str, Any]]:
    """Why people who agreed do not get the newsletter, and what to do, the most frequent first."""
    from newsletter.models.states import ADVICE

    rows = (
        current()
        .exclude(trouble="")
        .order_by()
        .values_list("trouble")
        .annotate(count=Count("pk"))
        .order_by("-count")
    )
    return [
        {
            "trouble": trouble,
            "label": Trouble(trouble).label,
            "count": count,
            "advice": ADVICE[trouble],
        }
        for trouble, count in rows
    ]


def missing_since(comparison: Comparison) -> QuerySet[Subscriber]:
    """Those whom this comparison did not find at Mailchimp, and who are still missing there."""
    return current().filter(
        drifts__comparison=comparison,
        drifts__kind=DriftKind.MISSING,
        state=State.SUBSCRIBED,
        trouble=Trouble.MISSING,
    )


def doubtful() -> QuerySet[SignUp]:
    """The sign-ups that wait for somebody to look at them."""
    found: QuerySet[SignUp] = SignUp.objects.current().filter(quarantined=True)
    return found


def deliveries() -> QuerySet[Delivery]:
    """What is to be done about subscribers, and what was set aside."""
    return Delivery.objects.filter(
        channel__in=[MAILCHIMP, LOCAL], state__in=[*OPEN, Sent.SET_ASIDE]
    ).order_by("-pk")


def pause() -> ChannelState | None:
    """The pause of the way to Mailchimp, while there is one."""
    return ChannelState.objects.filter(name=MAILCHIMP, paused_at__isnull=False).first()


@dataclass(frozen=True)
class Standing:
    """The banner: what is wrong between this site and Mailchimp. Falsy when nothing is."""

    pause: ChannelState | None
    set_aside: int
    without_key: int

    def __bool__(self) -> bool:
        return bool(self.pause or self.set_aside or self.without_key)


def standing() -> Standing:
    """What marketing should know at once."""
    waiting = 0 if mailchimp_in_use() else current().filter(to_send=True).count()
    aside = Delivery.objects.filter(channel=MAILCHIMP, state=Sent.SET_ASIDE).count()
    return Standing(pause(), aside, waiting)


def count_today() -> DailyCount:
    """Write down how many there are today (day of Paris), and who came and left."""
    now = timezone.now().astimezone(PARIS)
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    end = start + timedelta(days=1)
    figures = current().aggregate(
        subscribed=Count("pk", filter=Q(state=State.SUBSCRIBED)),
        joined=Count("pk", filter=Q(confirmed_at__gte=start, confirmed_at__lt=end)),
        left=Count("pk", filter=Q(ended_at__gte=start, ended_at__lt=end)),
    )
    row, _made = DailyCount.objects.update_or_create(day=start.date(), defaults=figures)
    return row


@dataclass(frozen=True)
class Point:
    """One point of the curve; `x` and `y` in the picture's own units."""

    day: date
    subscribed: int
    joined: int
    left: int
    x: float
    y: float


WIDTH, HEIGHT = 720, 200


def curve() -> list[Point]:
    """The last twelve months, a point a week (or a day while there are few)."""
    rows = list(DailyCount.objects.filter(day__gte=date.today() - timedelta(days=366)))
    if len(rows) > 60:
        rows = [*rows[:-1][::7], rows[-1]]
    if len(rows) < 2:
        return []
    top = max(row.subscribed for row in rows) or 1
    span = (rows[-1].day - rows[0].day).days or 1
    return [
        Point(
            row.day,
            row.subscribed,
            row.joined,
            row.left,
            round(WIDTH * (row.day - rows[0].day).days / span, 1),
            round(HEIGHT - HEIGHT * row.subscribed / top, 1),
        )
        for row in rows
    ]
