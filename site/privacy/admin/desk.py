"""The DPO's dashboard: what presses, what is coming, and whether everything keeps its promise."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import calendar, queries
from ..backup import queries as backups
from ..breaches import queries as breaches
from ..ledger import book
from ..models import ErasureRun
from ..proof import queries as proofs
from ..rights import queries as rights
from ..rights.deadlines import deadline_of
from .base import RegisterView

SHOWN = 8


class DeskView(RegisterView):
    """Everything the DPO looks at in the morning, on one screen."""

    page_title = _("Data protection")
    template_name = "privacy/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        days = calendar.coming(now=now)
        return {
            **super().get_context_data(**kwargs),
            "now": now,
            "alarms": queries.alarms(),
            "may_answer": self.request.user.has_perm(rights.ANSWER),
            "requests": [
                (request, deadline_of(request, now=now)) for request in rights.waiting()[:SHOWN]
            ],
            "standing": rights.standing(now=now),
            "breaches": [
                (breach, breaches.clock_of(breach, now=now))
                for breach in breaches.unsettled()[:SHOWN]
            ],
            "weeks": calendar.weeks(days),
            "busy": [day for day in days if day.count],
            "total": sum(day.count for day in days),
            "days": calendar.DAYS,
            "last_run": queries.last_run(),
            "newest_run": ErasureRun.objects.filter(nightly=True).first(),
            "backups": backups.standing(),
            "window": settings.BACKUP_WINDOW_DAYS,
            "entries": book.head().seq,
            "copy_behind": queries.ledger_copy_behind(),
            "proof": proofs.last_proof(),
            "last_proof_run": proofs.last_run(),
        }
