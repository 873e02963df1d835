"""The history of a request in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from privacy.rights.models import SubjectRequest

WORDS = {
    "received": _("received from the site"),
    "entered": _("entered"),
    "proved": _("address proved by the mailed link"),
    "shown": _("data shown to the person"),
    "downloaded": _("data downloaded by the person"),
    "exported": _("archive downloaded"),
    "linked": _("link to their own page sent"),
    "corrected": _("corrected by the person"),
    "objected": _("objection made"),
    "restricted": _("use restricted"),
    "lifted": _("restriction lifted"),
    "erased": _("erasure begun"),
    "extended": _("extended by two months"),
    "written": _("answer written"),
    "answered": _("answered: the clock stops"),
    "reopened": _("opened again: the month starts anew"),
}


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: datetime
    what: str
    who: str
    detail: str


def history_of(request: SubjectRequest) -> list[Happened]:
    """Everything that happened to the request, oldest first."""
    return [
        Happened(
            at=event.at,
            what=str(WORDS.get(event.action, event.action)),
            who=event.actor.get_full_name() if event.actor else "",
            detail=event.detail,
        )
        for event in request.events.select_related("actor")
    ]
