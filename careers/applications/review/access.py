"""Who may look at which application. HR at all; interviewers at the offers assigned to them; the DPO
inside of a person's request only; nobody else, and nobody learns whether there is one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from accounts.queries import has_role
from careers.applications.models import Application, Assignment, Reading
from privacy.rights.models import State, SubjectRequest
from privacy.services import journal

REVIEW = "applications.review_application"
INTERVIEW = "applications.interview_application"
ANSWER = "rights.answer_subjectrequest"
BIGGEST = 2**31 - 1


def may_enter(user: Any) -> bool:
    """Whether this member of staff has anything to do with applications."""
    return bool(user.has_perm(REVIEW) or user.has_perm(INTERVIEW) or user.has_perm(ANSWER))


def visible_to(user: Any) -> QuerySet[Application]:
    """The applications this person may review; none for the DPO, who comes through a request.

    One whose use is restricted shows to HR by its reference alone, and nothing is done with it.
    """
    rows: QuerySet[Application] = (
        Application.objects.current().filter(pending=False).select_related("offer", "owner")
    )
    if user.has_perm(REVIEW):
        return rows
    if user.has_perm(INTERVIEW):
        return rows.filter(
            quarantined=False,
            restricted_at__isnull=True,
            offer__in=Assignment.objects.filter(user=user).values("offer"),
        )
    return rows.none()


def application_for(user: Any, pk: int, *, inside: str = "") -> Application:
    """The application, if this person may see it (`inside`: the number of a person's request).

    Raises PermissionDenied alike for one that is not theirs and one that is not there.
    """
    if pk > BIGGEST:
        raise PermissionDenied
    found = visible_to(user).filter(pk=pk).first()
    if found is None and inside:
        found = inside_request(user, inside).filter(pk=pk).first()
    if found is None:
        raise PermissionDenied
    return found


def inside_request(user: Any, number: str) -> QuerySet[Application]:
    """The applications of the person whose request this is; for the DPO, while it is open."""
    rows: QuerySet[Application] = Application.objects.current().select_related("offer", "owner")
    if not user.has_perm(ANSWER) or not number.isdecimal() or int(number) > BIGGEST:
        return rows.none()
    request = SubjectRequest.objects.current().filter(pk=int(number), state=State.OPEN).first()
    return rows.filter(email__iexact=request.email) if request else rows.none()


def is_withheld(application: Application, *, inside: str = "") -> bool:
    """Whether the CV and what was typed stay closed: their use is restricted, and this is not the
    DPO inside of the person's request.
    """
    return application.restricted_at is not None and not inside


def is_closed(application: Application, *, inside: str = "") -> bool:
    """Whether no file of it is shown: the reading is blind, or its use is restricted."""
    return application.is_blind or is_withheld(application, inside=inside)


def role_of(user: Any, *, inside: str = "") -> str:
    """The role a person reads in, as the candidate is told."""
    if inside and not user.has_perm(REVIEW):
        return "dpo"
    for slug in ("rh", "entretien", "dpo"):
        if has_role(user, slug):
            return slug
    return "administration"


def note_reading(user: Any, application: Application, *, inside: str = "") -> None:
    """The CV is opened: in the journal, in what the candidate sees, and in the application itself.

    While its use is restricted the CV is not shown to HR; that the file was opened is journalled.
    """
    role = role_of(user, inside=inside)
    journal(actor=user, action=f"applications:{role}:read", reference=application)
    if is_withheld(application, inside=inside):
        return
    now = timezone.now()
    recent = application.readings.filter(user_id=user.pk, at__gt=now - timedelta(hours=1))
    if not recent.exists():
        Reading.objects.create(application=application, user_id=user.pk, role=role)
    if role != "dpo":
        Application.objects.filter(pk=application.pk, first_read_at__isnull=True).update(
            first_read_at=now
        )
