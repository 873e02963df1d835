"""What the comparisons with Mailchimp found and mended."""

from typing import Any

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsletter import queries, recording
from newsletter.admin.base import CHANGE, NewsletterView
from newsletter.models import Comparison, DriftKind
from newsletter.queue import mailchimp_in_use


class ComparisonsView(NewsletterView):
    """Every comparison with its differences by kind."""

    template_name = "newsletter/admin/comparisons.html"
    page_title = _("Comparisons with Mailchimp")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(Comparison.objects.prefetch_related("drifts"), 20).get_page(
            self.request.GET.get("p")
        )
        return {
            **super().get_context_data(**kwargs),
            "rows": [(one, _counts(one)) for one in page],
            "page_obj": page,
            "in_use": mailchimp_in_use(),
            "may_change": self.staff.has_perm(CHANGE),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.staff.has_perm(CHANGE) and mailchimp_in_use():
            call_command("compare_with_mailchimp", full=True, verbosity=0, stdout=_Silence())
            messages.success(request, gettext("The worker compares everything within minutes."))
        return redirect("newsletter_comparisons:index")


class ComparisonView(NewsletterView):
    """One comparison: each difference, and whose."""

    template_name = "newsletter/admin/comparison.html"
    page_title = _("Differences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comparison = get_object_or_404(Comparison, pk=self.kwargs["pk"])
        rows = comparison.drifts.select_related("subscriber").filter(
            subscriber__erasure_marked_at__isnull=True
        )
        page = Paginator(rows, 100).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "comparison": comparison,
            "drifts": page,
            "page_obj": page,
            "missing": queries.missing_since(comparison).count(),
            "may_change": self.staff.has_perm(CHANGE),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Those who are missing there are asked by Mailchimp whether they want to come back."""
        if not self.staff.has_perm(CHANGE):
            raise PermissionDenied
        comparison = get_object_or_404(Comparison, pk=self.kwargs["pk"])
        count = recording.send_missing_again(comparison=comparison)
        self.note("send_again", str(count))
        messages.success(
            request,
            ngettext(
                "Mailchimp asks %(count)s person by e-mail.",
                "Mailchimp asks %(count)s people by e-mail.",
                count,
            )
            % {"count": intcomma(count)},
        )
        return redirect("newsletter_comparisons:detail", comparison.pk)


def _counts(comparison: Comparison) -> list[tuple[str, int]]:
    kinds = [drift.kind for drift in comparison.drifts.all()]
    return [
        (str(DriftKind(kind).label), kinds.count(kind))
        for kind in DriftKind.values
        if kind in kinds
    ]


class _Silence:
    """A stream for what the command says."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return False
