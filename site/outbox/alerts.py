"""Write to the people on call, at most once per cause and day."""

from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from outbox import schedule
from outbox.models import AlertSent
from outbox.queries import Alarm, alarms
from outbox.services import send_mail


def send_alerts() -> int:
    """Tell the outbox's own alarms."""
    with translation.override(settings.LANGUAGE_CODE):
        return tell(alarms())


def tell(found: Iterable[Alarm]) -> int:
    """Post one mail per address for the alarms not yet told today; how many alarms those were.

    Packages above this one tell theirs with it.
    The mail names channels and jobs, never a person, and is itself a delivery of the outbox: with
    the mail server down it leaves when that is back, and `/readyz` speaks in the meantime.
    """
    if not settings.ALERT_EMAIL:
        return 0
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        fresh = [alarm for alarm in found if _first_today(alarm)]
        if fresh:
            for number in range(len(settings.ALERT_EMAIL)):
                send_mail(
                    mail="outbox.emails.alert",
                    number=number,
                    labels=[alarm.label for alarm in fresh],
                )
    return len(fresh)


def _first_today(alarm: Alarm) -> bool:
    """Whether nobody was told of this cause today (day of Paris); from now on somebody was."""
    today = timezone.now().astimezone(schedule.PARIS).date()
    try:
        with transaction.atomic():
            AlertSent.objects.create(cause=alarm.cause[:150], day=today)
    except IntegrityError:
        return False
    return True
