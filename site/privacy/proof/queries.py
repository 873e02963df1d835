"""What is asked about the proof of erasure."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext

from outbox.queries import Alarm

from .models import ProofRun

# It runs every week; after a month without success something is wrong.
OLD = timedelta(days=31)


def last_proof() -> ProofRun | None:
    """The last proof that succeeded."""
    return ProofRun.objects.filter(passed=True).order_by("-at").first()


def last_run() -> ProofRun | None:
    """The last proof, whatever came of it."""
    return ProofRun.objects.order_by("-at", "-pk").first()


def alarms() -> list[Alarm]:
    """That something was left at the last proof, or that the last success is old."""
    run, good = last_run(), last_proof()
    if run is not None and not run.passed:
        label = gettext("The last proof of erasure failed: something was left.")
        return [Alarm("proof:failed", label, "critical")]
    if good is not None and timezone.now() - good.at > OLD:
        label = gettext("Erasure has not been proved for more than a month.")
        return [Alarm("proof:old", label, "warning")]
    return []
