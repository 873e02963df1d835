"""Figures that survive erasure: how long people wait, where they come from, why they are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.applications.models import Application, Outcome, Reason, Source, Stage
from careers.applications.models.applications import OPEN_STAGES
from careers.applications.queries import FEWEST
from careers.applications.review.base import ReviewView
from careers.applications.review.filters import offers
from careers.applications.services.stages import days_by_stage

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """An application without its person; the same for one that is there and one that is erased."""

    source: str
    stage: str
    reason: str
    days_to_answer: int | None
    days_to_decision: int | None
    days_by_stage: Mapping[str, int]


@dataclass(frozen=True)
class Figure:
    """A number, or nothing while it would be about fewer than five people."""

    label: Any
    value: int | float | None
    definition: str


def lines_since(start: date, offer: UUID | None) -> list[Line]:
    """Every application received since `start`: what is left of erased ones, and those at hand."""
    left = Outcome.objects.filter(month__gte=start.replace(day=1))
    here = Application.objects.filter(
        received_at__date__gte=start, pending=False, quarantined=False
    )
    if offer is not None:
        left = left.filter(offer_key=offer)
        here = here.filter(offer__translation_key=offer)
    found = [
        Line(
            one.source,
            one.stage,
            one.reason,
            one.days_to_answer,
            one.days_to_decision,
            one.days_by_stage,
        )
        for one in left
    ]
    columns = ("source", "stage", "reason", "received_at", "first_answer_at", "decided_at")
    for row in here.only(*columns, "stage_days", "stage_since").order_by("pk").iterator(1_000):
        answered, decided = row.first_answer_at, row.decided_at
        found.append(
            Line(
                row.source,
                row.stage,
                row.reason,
                (answered - row.received_at).days if answered else None,
                (decided - row.received_at).days if decided else None,
                days_by_stage(row),
            )
        )
    return found


def median_of(values: Iterable[int | None]) -> float | None:
    """The median; None for fewer than five."""
    known = [value for value in values if value is not None]
    return median(known) if len(known) >= FEWEST else None


def grouped(words: Iterable[str], labels: dict[str, Any], definition: str) -> list[Figure]:
    """How many of each; groups under five show no number."""
    return [
        Figure(labels.get(word, word), count if count >= FEWEST else None, definition)
        for word, count in Counter(word for word in words if word).most_common()
    ]


def per_stage(lines: list[Line]) -> list[Figure]:
    """The median number of days at each stage that an application can wait at."""
    return [
        Figure(stage.label, median_of(line.days_by_stage.get(stage) for line in lines), "days")
        for stage in OPEN_STAGES
        if any(stage in line.days_by_stage for line in lines)
    ]


class StatisticsView(ReviewView):
    """The figures of twelve months, of all offers or of one. Each links to what it means."""

    page_title = _("Statistics")
    header_icon = "history"
    template_name = "applications/review/statistics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("offer", "")
        try:
            offer = UUID(wanted) if wanted else None
        except ValueError:
            offer = None
        lines = lines_since(timezone.localdate() - YEAR, offer)
        answer = median_of(line.days_to_answer for line in lines)
        decision = median_of(line.days_to_decision for line in lines)
        count = len(lines) if len(lines) >= FEWEST else None
        return {
            **super().get_context_data(**kwargs),
            "offers": offers(None).order_by("title"),
            "chosen": wanted,
            "figures": [
                Figure(_("applications received"), count, "received"),
                Figure(_("days to the first answer (median)"), answer, "answer"),
                Figure(_("days to the decision (median)"), decision, "decision"),
            ],
            "groups": [
                (
                    _("Where they come from"),
                    grouped((line.source for line in lines), dict(Source.choices), "source"),
                ),
                (
                    _("How far they went"),
                    grouped((line.stage for line in lines), dict(Stage.choices), "stage"),
                ),
                (_("Days at each stage (median)"), per_stage(lines)),
                (
                    _("Why they were refused"),
                    grouped((line.reason for line in lines), dict(Reason.choices), "reason"),
                ),
            ],
            "fewest": FEWEST,
        }
