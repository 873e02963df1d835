"""Leads that leave the house: exports, and the webhooks with their log."""

import tempfile
from typing import Any

from django.db.models import F, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.viewsets.model import ModelViewSet

from leads.admin.base import LeadsView
from leads.admin.filters import filtered
from leads.elsewhere import exports
from leads.elsewhere.webhooks import secret_of
from leads.models import WebhookEndpoint
from outbox.models import Delivery
from privacy.services import journal

EXPORT = "leads.export_person"
HOOKS = "leads.change_webhookendpoint"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportView(LeadsView):
    """The people of the list as a file. By POST, and noted in the access journal without names."""

    permission = EXPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("leads:index")

    def post(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        if kind not in ("csv", "xlsx"):
            raise Http404
        people = filtered(request.GET, request)
        number = exports.exported(people).count()
        journal(actor=self.staff, action="leads:person:export", reference=f"{kind} {number}")
        until = exports.delete_by(people).isoformat()
        response: HttpResponseBase
        if kind == "csv":
            response = StreamingHttpResponse(
                exports.as_csv(people), content_type="text/csv; charset=utf-8"
            )
        else:
            file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
            exports.as_xlsx(people, file)
            file.seek(0)
            response = FileResponse(file, content_type=XLSX)
        name = gettext("leads-until-%(day)s") % {"day": until}
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class WebhookViewSet(ModelViewSet):
    model = WebhookEndpoint
    name = "lead_webhooks"
    url_prefix = "leads/webhooks"
    icon = "link-external"
    menu_label = _("Webhooks")
    list_display = ["name", "url", "active"]
    add_to_reference_index = False
    copy_view_enabled = False
    index_template_name = "leads/admin/webhooks.html"


class WebhookLogView(LeadsView):
    """What became of an endpoint's calls, what waits, and its secret."""

    permission = HOOKS
    template_name = "leads/admin/webhook.html"
    header_icon = "link-external"

    @property
    def endpoint(self) -> WebhookEndpoint:
        return get_object_or_404(WebhookEndpoint, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.endpoint.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint = self.endpoint
        waiting = Delivery.objects.filter(
            Q(state="waiting") | Q(state="again"),
            channel="leads.webhooks",
            payload__endpoint=endpoint.pk,
        )
        return {
            **super().get_context_data(**kwargs),
            "endpoint": endpoint,
            "secret": secret_of(endpoint),
            "waiting": waiting.count(),
            "calls": endpoint.calls.all()[:100],
        }


class NewSecretView(LeadsView):
    """Turn the secret; calls that wait are signed with the new one."""

    permission = HOOKS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("lead_hooks:log", self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(WebhookEndpoint, pk=pk)
        WebhookEndpoint.objects.filter(pk=pk).update(turn=F("turn") + 1)
        messages.success(request, gettext("There is a new secret; the former one no longer signs."))
        return redirect("lead_hooks:log", pk)
