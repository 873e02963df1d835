"""The outbox's one screen: what waits, what is wrong, and what staff can do about it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from outbox import channels, queries, runs, services
from outbox.filters import DeliveryFilterSet
from outbox.forms import ReasonForm
from outbox.models import Delivery, State
from outbox.models.delivery import PENDING

VIEW = "outbox.view_delivery"
CHANGE = "outbox.change_delivery"


def may_look(user: Any) -> bool:
    """Whether this member of staff may see the outbox."""
    return user.has_perm(VIEW) or user.has_perm(CHANGE)


def channel_label(name: str) -> str:
    """What staff call a channel; its name when the code that knew it is gone."""
    try:
        return str(channels.get(name).label)
    except ValueError:
        return name


def next_attempt(delivery: Delivery) -> str:
    """When it will be tried next, where it will be; a date to come, so never "5 minutes ago"."""
    if delivery.state not in PENDING:
        return ""
    return date_format(timezone.localtime(delivery.next_attempt_at), "SHORT_DATETIME_FORMAT")


class DeliveryIndexView(generic.IndexView):
    """Deliveries, newest first, below the state of channels, schedule and workers."""

    model = Delivery
    page_title = _("Outbox")
    header_icon = "mail"
    index_url_name = "outbox:index"
    index_results_url_name = "outbox:index_results"
    template_name = "outbox/index.html"
    results_template_name = "outbox/index_results.html"
    any_permission_required = ("change", "view")
    filterset_class = DeliveryFilterSet
    search_fields = ("reference",)
    default_ordering = "-id"
    paginate_by = 30

    @cached_property
    def columns(self) -> list[Any]:
        found: list[Any] = []
        if self.user_has_permission("change"):
            found.append(BulkActionsCheckboxColumn("bulk_actions", obj_type="delivery"))
        return [
            *found,
            TitleColumn(
                "short_reference",
                label=_("Reference"),
                url_name="outbox:detail",
                get_title_id=lambda delivery: f"delivery_{delivery.pk}_title",
            ),
            Column("channel", label=_("Channel"), accessor=lambda row: channel_label(row.channel)),
            StatusTagColumn(
                "get_state_display",
                label=_("State"),
                sort_key="state",
                primary=lambda row: row.state in {State.SET_ASIDE, State.AGAIN},
            ),
            Column("attempts", label=_("Attempts"), sort_key="attempts"),
            Column(
                "next_attempt_at",
                label=_("Next attempt"),
                sort_key="next_attempt_at",
                accessor=next_attempt,
            ),
            Column("reason_text", label=pgettext_lazy("outbox", "Reason")),
            Column(
                "created_at",
                label=_("Age"),
                sort_key="created_at",
                accessor=lambda row: timesince(row.created_at, depth=1),
            ),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["can_change"] = self.user_has_permission("change")
        # "All that the filters leave" carries the filters themselves: what the listing shows is what
        # is acted on.
        query = self.request.GET.copy()
        for name in ("p", "ordering", "_w_filter_fragment", "_w_buttons_fragment"):
            query.pop(name, None)
        context["filter_query"] = query.urlencode()
        context["here"] = reverse("outbox:index") + (f"?{query.urlencode()}" if query else "")
        if not self.results_only:
            job_list = queries.jobs()
            context |= {
                "alarms": queries.alarms(),
                "queues": queries.queues(),
                "job_list": job_list,
                "troubled_jobs": sum(status.is_late or status.has_failed for status in job_list),
                "workers": queries.living_workers(),
            }
        return context


class OutboxView(WagtailAdminTemplateMixin, TemplateView):
    """What every other view here shares: the permission is checked before anything is looked up."""

    permission = CHANGE
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed = (
            may_look(request.user)
            if self.permission == VIEW
            else (request.user.has_perm(self.permission))
        )
        if not allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("outbox:index"), "label": gettext("Outbox")},
            {"url": "", "label": self.get_page_title()},
        ]


class DeliveryView(OutboxView):
    """One delivery: everything known about it, and what can be done."""

    permission = VIEW
    template_name = "outbox/detail.html"

    @cached_property
    def delivery(self) -> Delivery:
        return get_object_or_404(
            Delivery.objects.select_related("decided_by"), pk=self.kwargs["pk"]
        )

    def get_page_title(self) -> str:
        return str(self.delivery)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": ReasonForm(),
            **super().get_context_data(**kwargs),
            "delivery": self.delivery,
            "channel": channel_label(self.delivery.channel),
            "can_change": self.request.user.has_perm(CHANGE),
        }


class ActView(OutboxView):
    """Something done by POST; a GET goes back to the screen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("outbox:index")

    def back(self) -> HttpResponse:
        return redirect(get_valid_next_url_from_request(self.request) or reverse("outbox:index"))


class RetryView(ActView):
    """Try one delivery again now."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(Delivery, pk=pk)
        if services.retry(deliveries=[delivery], by=request.user):
            messages.success(request, pgettext("outbox", "It will be tried again within seconds."))
        else:
            messages.warning(request, gettext("It is not waiting for another attempt any more."))
        return redirect("outbox:detail", pk)


class DropView(DeliveryView):
    """Give one delivery up, with a reason."""

    permission = CHANGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("outbox:detail", self.delivery.pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        reason = form.cleaned_data["reason"]
        if services.drop(deliveries=[self.delivery], reason=reason, by=request.user):
            messages.success(request, gettext("Dropped. Nothing will be sent."))
        else:
            messages.warning(
                request, pgettext("outbox", "It is over, or being sent at this moment.")
            )
        return redirect("outbox:detail", pk)


class PauseView(ActView):
    """Stop a channel by hand."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        _known_channel(name)
        services.pause(channel=name, reason=request.POST.get("reason", "")[:300], by=request.user)
        messages.success(request, gettext("“%(name)s” is paused.") % {"name": channel_label(name)})
        return self.back()


class ResumeView(ActView):
    """Open a channel again."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        _known_channel(name)
        services.resume(channel=name)
        messages.success(
            request, gettext("“%(name)s” works again.") % {"name": channel_label(name)}
        )
        return self.back()


class RunJobView(ActView):
    """Ask the worker to run a job now."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        try:
            runs.ask_for(job=name, by=request.user)
        except ValueError as error:
            raise Http404 from error
        messages.success(request, gettext("The worker will run it within a minute."))
        return self.back()


def _known_channel(name: str) -> None:
    try:
        channels.get(name)
    except ValueError as error:
        raise Http404 from error
