"""What is asked about requests: which wait, which are late, who answers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from outbox.queries import Alarm
from privacy.identity import normalised
from privacy.rights.deadlines import LATE, SOON, deadline_of
from privacy.rights.models import State, SubjectRequest

ANSWER = "rights.answer_subjectrequest"
INDEX = "privacy_requests:index"


@dataclass(frozen=True)
class Standing:
    """How many requests wait, and of those how many are close to their deadline or past it."""

    open: int
    soon: int
    late: int

    @property
    def pressing(self) -> int:
        return self.soon + self.late


def current() -> QuerySet[SubjectRequest]:
    """The requests that staff work on: proved or entered, and not on their way out."""
    found: QuerySet[SubjectRequest] = SubjectRequest.objects.filter(erasure_marked_at__isnull=True)
    return found.exclude(state=State.UNPROVED)


def waiting() -> QuerySet[SubjectRequest]:
    """The requests that wait for an answer, the most pressing first."""
    return current().filter(state=State.OPEN).order_by("due_at", "pk")


def standing(*, now: datetime | None = None) -> Standing:
    """The requests that wait, counted by how they stand."""
    now = now or timezone.now()
    levels = [deadline_of(request, now=now).level for request in waiting()]
    return Standing(len(levels), levels.count(SOON), levels.count(LATE))


def about_address(address: str) -> QuerySet[SubjectRequest]:
    """The requests of one person."""
    return current().filter(email__iexact=normalised(address)).order_by("-received_at")


def alarms() -> list[Alarm]:
    """Requests that are late, and those past their twentieth day. Names nobody."""
    found = []
    now = standing()
    if now.late:
        label = ngettext(
            "%(count)d request of a person is past its legal deadline.",
            "%(count)d requests of persons are past their legal deadline.",
            now.late,
        ) % {"count": now.late}
        found.append(Alarm("rights:late", label, "critical", link=INDEX))
    if now.soon:
        label = ngettext(
            "%(count)d request of a person has waited for more than twenty days.",
            "%(count)d requests of persons have waited for more than twenty days.",
            now.soon,
        ) % {"count": now.soon}
        found.append(Alarm("rights:day20", label, "warning", link=INDEX))
    return found


def those_who_answer() -> QuerySet[Any]:
    """The members of staff who answer requests (administrators without the role are left alone)."""
    app, codename = ANSWER.split(".")
    own = Q(user_permissions__codename=codename, user_permissions__content_type__app_label=app)
    role = Q(
        groups__permissions__codename=codename, groups__permissions__content_type__app_label=app
    )
    users: Any = get_user_model()
    found: QuerySet[Any] = users.objects.filter(own | role, is_active=True).distinct()
    return found
