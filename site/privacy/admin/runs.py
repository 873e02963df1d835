"""The runs of the eraser: alarms, what each run did, and the release of one that was stopped."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from .. import queries, registry, services
from ..eraser.brake import REASONS
from ..models import ErasureRun
from .base import RELEASE, RegisterView


class RunsView(RegisterView):
    """Alarms on top, then the runs, newest first."""

    page_title = _("Erasure")
    template_name = "privacy/runs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = ErasureRun.objects.select_related("released_by")
        stopped = queries.stopped_run()
        return {
            **super().get_context_data(**kwargs),
            "alarms": queries.alarms(),
            "without_file": queries.rows_without_file(),
            "runs": Paginator(runs, 30).get_page(self.request.GET.get("p")),
            "stopped": stopped,
            "stopped_because": REASONS[stopped.brake] if stopped else "",
            "stopped_due": due_by_name(stopped) if stopped else [],
            "may_release": self.request.user.has_perm(RELEASE),
        }


class ReleaseView(RegisterView):
    """Let a stopped run go on; by POST only."""

    permission = RELEASE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("privacy_runs:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ErasureRun, pk=pk)
        try:
            services.release_brake(run=run, by=self.staff)
        except ValueError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, gettext("Released. The worker erases within a minute."))
        return redirect("privacy_runs:index")


def due_by_name(run: ErasureRun) -> list[tuple[str, int]]:
    """What a run found due: (name of the records, how many)."""
    found = []
    for slug, count in sorted(run.due.items()):
        try:
            declaration, rule = registry.retention_rule(slug)
        except registry.NotDeclared:
            found.append((slug, count))
        else:
            found.append((str(rule.applies_to or declaration.name), count))
    return found
