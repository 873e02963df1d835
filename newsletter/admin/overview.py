"""The first screen: how many, the curve, what is wrong, who waits for a look."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, pgettext_lazy

from newsletter import queries, services
from newsletter.admin.base import CHANGE, EXPORT, IMPORT, NewsletterView
from newsletter.models import Comparison
from newsletter.queue import mailchimp_in_use


class OverviewView(NewsletterView):
    """Everything at a glance; no address shows here but those of doubtful sign-ups."""

    template_name = "newsletter/admin/overview.html"
    page_title = pgettext_lazy("newsletter", "Newsletter")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = queries.curve()
        return {
            **super().get_context_data(**kwargs),
            "numbers": queries.numbers(),
            "troubles": queries.troubles(),
            "standing": queries.standing(),
            "in_use": mailchimp_in_use(),
            "points": points,
            "line": " ".join(f"{point.x},{point.y}" for point in points),
            "width": queries.WIDTH,
            "height": queries.HEIGHT,
            "doubtful": queries.doubtful()[:50],
            "comparison": Comparison.objects.first(),
            "may_change": self.staff.has_perm(CHANGE),
            "may_import": self.staff.has_perm(IMPORT),
            "may_export": self.staff.has_perm(EXPORT),
        }


class ReleaseView(NewsletterView):
    """Take a doubtful sign-up for a real one, or let it go."""

    permission = CHANGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("newsletter_overview:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sign_up = get_object_or_404(queries.doubtful(), pk=pk)
        if request.POST.get("act") == "drop":
            sign_up.delete()
            messages.success(request, gettext("The sign-up is gone. Nobody was written to."))
        else:
            services.release(sign_up=sign_up)
            messages.success(request, gettext("The confirmation is on its way."))
        return redirect("newsletter_overview:index")
