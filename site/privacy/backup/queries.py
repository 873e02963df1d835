"""What is asked about backups: is there one, how large, how old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from outbox.models import ScheduledJob
from outbox.queries import Alarm

from .places import Archive, place

LATE = timedelta(hours=48)
JOB = "privacy.backup"


@dataclass(frozen=True)
class Standing:
    """The backups there are. `reachable`: whether the place they lie in answered."""

    archives: tuple[Archive, ...] = ()
    reachable: bool = True

    @property
    def newest(self) -> Archive | None:
        return self.archives[-1] if self.archives else None

    @property
    def oldest(self) -> Archive | None:
        return self.archives[0] if self.archives else None


def standing() -> Standing:
    """The backups at BACKUP_URL, oldest first."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return Standing(tuple(place().archives()))
    except (OSError, BotoCoreError, ClientError):
        return Standing(reachable=False)


def backup_late(now: datetime | None = None, *, known: Standing | None = None) -> bool:
    """Whether the newest backup is older than 48 hours.

    Before the first one ever, the clock starts when the schedule first knew of the job.
    """
    now = now or timezone.now()
    newest = (known or standing()).newest
    if newest is not None:
        return now - newest.made_at > LATE
    job = ScheduledJob.objects.filter(name=JOB).first()
    return job is not None and now - job.first_seen_at > LATE


def alarms() -> list[Alarm]:
    """That backups have stopped, or that their place does not answer."""
    known = standing()
    if not known.reachable:
        label = gettext("The place of the backups cannot be reached.")
        return [Alarm("backup:place", label, "critical")]
    if backup_late(known=known):
        label = gettext("The newest backup is older than 48 hours.")
        return [Alarm("backup:late", label, "critical")]
    return []
