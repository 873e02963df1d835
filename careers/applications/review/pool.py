"""The talent pool, as HR sees it; and the DPO's way in, by a person's request."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from careers.applications.models import Application, PoolEntry
from careers.applications.review import access
from careers.applications.review.base import ReviewView
from careers.applications.vault import files, sealing
from privacy.rights.models import State, SubjectRequest
from privacy.services import due_date, journal

MOST = 500


class PoolView(ReviewView):
    """Who agreed to be asked again, and until when."""

    page_title = _("Talent pool")
    header_icon = "group"
    template_name = "applications/review/pool.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        journal(actor=self.staff, action="applications:pool:read")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        rows = PoolEntry.objects.current()
        for word in words.split()[:5]:
            rows = rows.filter(
                Q(interests__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(email__icontains=word)
            )
        if words:
            rows = rows.filter(restricted_at__isnull=True)
        rows = rows.prefetch_related("files")[:MOST]
        return {
            **super().get_context_data(**kwargs),
            "words": words,
            "lines": [(row, due_date(row)) for row in rows],
        }


class PoolOriginalView(ReviewView):
    """The CV of somebody in the pool; an attachment, journalled."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entries = PoolEntry.objects.current().filter(restricted_at__isnull=True)
        entry = entries.filter(pk=kwargs["pk"]).first()
        row = entry.files.current().first() if entry else None
        if entry is None or row is None:
            raise PermissionDenied
        try:
            content = files.read(row)
        except (files.NotOpened, OSError, sealing.Unreadable) as error:
            raise Http404 from error
        journal(actor=self.staff, action="applications:pool:download", reference=entry)
        response = HttpResponse(content, content_type="application/octet-stream")
        name = f"vivier-{entry.short}.{row.kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response


class RequestsView(ReviewView):
    """The applications of people whose request is open: all that the DPO may see of applications."""

    permission = access.ANSWER
    page_title = _("Applications inside requests")
    header_icon = "lock"
    template_name = "applications/review/requests.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = []
        for request in SubjectRequest.objects.current().filter(state=State.OPEN)[:MOST]:
            found = Application.objects.current().filter(email__iexact=request.email)
            lines += [(request, row) for row in found]
        return {**super().get_context_data(**kwargs), "lines": lines}
