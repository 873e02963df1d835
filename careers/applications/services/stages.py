"""Going from stage to stage, and how many days an application spent at each."""

from __future__ import annotations

from django.utils import timezone

from careers.applications.models import Application, Stage

# What a change of stage writes; for `save(update_fields=…)`.
COLUMNS = ("stage", "stage_since", "stage_days")


def enter(row: Application, stage: Stage | str) -> None:
    """Put the application on a stage; the caller saves COLUMNS."""
    if row.stage == stage:
        return
    now = timezone.now()
    row.stage_days = days_by_stage(row)
    row.stage, row.stage_since = Stage(stage), now


def days_by_stage(row: Application) -> dict[str, int]:
    """Whole days at each stage so far, the present one included while it is open."""
    days: dict[str, int] = dict(row.stage_days)
    if row.is_open:
        since = row.stage_since or row.received_at
        days[row.stage] = days.get(row.stage, 0) + max(0, (timezone.now() - since).days)
    return days
