"""What waits for Mailchimp or was set aside, with the reason; tried again, or dropped with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsletter import queries
from newsletter.admin.base import CHANGE, NewsletterView
from newsletter.models import Subscriber
from outbox import services


class ReasonForm(forms.Form):
    """Why something is given up."""

    reason = forms.CharField(
        label=pgettext_lazy("newsletter", "Reason"),
        max_length=300,
        error_messages={"required": _("Say why: it is kept with the delivery.")},
    )


class QueueView(NewsletterView):
    """The queue of the newsletter. Whoever sees it sees references only."""

    template_name = "newsletter/admin/queue.html"
    page_title = _("Queue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(queries.deliveries(), 50).get_page(self.request.GET.get("p"))
        label = Subscriber._meta.label_lower
        numbers = [int(d.about_pk) for d in page if d.about_model == label and d.about_pk]
        known = {str(row.pk): row for row in queries.current().filter(pk__in=numbers)}
        rows = [
            (delivery, known.get(delivery.about_pk) if delivery.about_model == label else None)
            for delivery in page
        ]
        return {
            "form": ReasonForm(),
            **super().get_context_data(**kwargs),
            "rows": rows,
            "page_obj": page,
            "standing": queries.standing(),
            "may_change": self.staff.has_perm(CHANGE),
        }


class QueueActView(QueueView):
    """Try again, or drop."""

    permission = CHANGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("newsletter_queue:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(queries.deliveries(), pk=pk)
        if request.POST.get("act") == "drop":
            form = ReasonForm(request.POST)
            if not form.is_valid():
                context = self.get_context_data(form=form, failed=delivery.pk)
                return self.render_to_response(context)
            reason = form.cleaned_data["reason"]
            done = services.drop(deliveries=[delivery], reason=reason, by=self.staff)
            said = gettext("Dropped. Nothing will be sent.")
        else:
            done = services.retry(deliveries=[delivery], by=self.staff)
            said = gettext("It will be tried again within seconds.")
        if done:
            messages.success(request, said)
        else:
            messages.warning(request, gettext("It is over, or being sent at this moment."))
        return redirect("newsletter_queue:index")
