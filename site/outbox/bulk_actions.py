"""Acts on several deliveries at once: those ticked, or all that the filters leave.

Wagtail's own "select all" forgets the filters and asks for no permission; here the rows shown on the
confirmation are the rows acted on, and each is checked.
"""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction

from outbox import services
from outbox.filters import DeliveryFilterSet
from outbox.forms import ReasonForm
from outbox.models import Delivery
from outbox.views import CHANGE

SHOWN = 20


class DeliveryBulkAction(BulkAction):
    """What retry and drop share."""

    models = [Delivery]
    template_name = "outbox/bulk/confirm.html"
    title: "str | Promise" = ""
    button: "str | Promise" = ""
    button_class = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Delivery], object_ids: Any) -> list[Delivery]:
        ids = [int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 19]
        found: list[Delivery] = []
        for start in range(0, len(ids), 500):
            found += model.objects.filter(pk__in=ids[start : start + 500])
        return found

    def get_all_objects_in_listing_query(
        self, parent_id: Any
    ) -> "QuerySet[Delivery, int] | list[str]":
        if self.request.method == "POST":
            # Exactly what the confirmation counted, even if more has arrived since.
            return self.request.POST.get("ids", "").split(",")
        rows = Delivery.objects.order_by("-id")
        filters = DeliveryFilterSet(data=self.request.GET, request=self.request)
        if not filters.is_valid():
            return rows.none().values_list("pk", flat=True)
        rows = filters.filter_queryset(rows)
        words = self.request.GET.get("q", "").strip().replace("\0", "")
        if words:
            rows = rows.filter(reference__icontains=words)
        return rows.values_list("pk", flat=True)

    def check_perm(self, obj: Delivery) -> bool:
        return self.request.user.has_perm(CHANGE) and self.applies(obj)

    def applies(self, delivery: Delivery) -> bool:
        """Whether this act makes sense for `delivery` as it stands."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = [one["item"] for one in context["items"]]
        return {
            **context,
            "title": self.title,
            "count": len(chosen),
            "shown": chosen[:SHOWN],
            "more": max(0, len(chosen) - SHOWN),
            "ids": ",".join(str(one.pk) for one in chosen),
            "left_out": len(context["items_with_no_access"]),
            "action_button_text": self.button,
            "action_button_class": self.button_class,
            "no_action_button_text": gettext("Back to the outbox"),
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {"by": self.request.user, "form": self.cleaned_form}


class RetryAction(DeliveryBulkAction):
    """Try several again now."""

    display_name = _("Try again")
    aria_label = _("Try the selected deliveries again")
    action_type = "retry"
    action_priority = 10
    title = _("Try again now")
    button = _("Try them again")

    def applies(self, delivery: Delivery) -> bool:
        return delivery.can_retry

    @classmethod
    def execute_action(cls, objects: list[Delivery], **kwargs: Any) -> tuple[int, int]:
        return services.retry(deliveries=objects, by=kwargs["by"]), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s delivery will be tried again within seconds.",
            "%(count)s deliveries will be tried again within seconds.",
            num_parent_objects,
        ) % {"count": intcomma(num_parent_objects)}


class DropAction(DeliveryBulkAction):
    """Give several up, with one reason."""

    display_name = _("Drop")
    aria_label = _("Drop the selected deliveries")
    action_type = "drop"
    action_priority = 20
    classes = {"serious"}
    title = _("Drop for good")
    button = _("Drop them")
    button_class = "serious"
    form_class = ReasonForm

    def applies(self, delivery: Delivery) -> bool:
        return delivery.can_drop

    @classmethod
    def execute_action(cls, objects: list[Delivery], **kwargs: Any) -> tuple[int, int]:
        reason = kwargs["form"].cleaned_data["reason"]
        return services.drop(deliveries=objects, reason=reason, by=kwargs["by"]), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s delivery was dropped.",
            "%(count)s deliveries were dropped.",
            num_parent_objects,
        ) % {"count": intcomma(num_parent_objects)}
