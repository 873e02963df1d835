"""Acts of the inbox that belong to no one lead: saved views, companies, my notices."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from leads.admin.base import LeadsView
from leads.admin.forms import NoticesForm, SaveViewForm
from leads.admin.views_of_inbox import MAX_SAVED
from leads.models import Person, SavedView, StaffNotices, Status


class SaveViewView(LeadsView):
    """Keep the filters as they stand under a name."""

    template_name = "leads/admin/save_view.html"
    page_title = _("Save this view")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("query", "")[:600]
        return {
            "form": SaveViewForm(initial={"query": query}),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SaveViewForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        data = form.cleaned_data
        owner = None if data["shared"] else self.staff
        if SavedView.objects.filter(Q(owner=None) | Q(owner=self.staff)).count() >= MAX_SAVED:
            messages.error(request, gettext("There are twelve views already: remove one first."))
        else:
            kept = QueryDict(data["query"]).copy()
            # Words that were searched for may name somebody: a view keeps filters only.
            kept.pop("q", None)
            query = kept.urlencode()
            SavedView.objects.create(name=data["name"], query=query, owner=owner)
            messages.success(request, gettext("The view is saved."))
        return redirect(f"{reverse('leads:index')}?{data['query']}")


class DropViewView(LeadsView):
    """Remove a saved view: one's own, or one for everybody."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("leads:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = SavedView.objects.filter(Q(owner=None) | Q(owner=self.staff))
        get_object_or_404(mine, pk=pk).delete()
        messages.success(request, gettext("The view is removed; no lead changed."))
        return redirect("leads:index")


class CompaniesView(LeadsView):
    """Companies by the domain of their addresses."""

    template_name = "leads/admin/companies.html"
    page_title = _("Companies")
    header_icon = "group"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        rows = Person.objects.current().exclude(domain="").exclude(status=Status.SPAM)
        if words:
            rows = rows.filter(Q(domain__icontains=words) | Q(company__icontains=words))
        companies = (
            rows.values("domain")
            .annotate(
                people=Count("pk"),
                waiting=Count("pk", filter=Q(waiting_since__isnull=False)),
                name=Max("company"),
                latest=Max("last_activity_at"),
            )
            .order_by("-latest", "domain")
        )
        page = Paginator(companies, 50).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "companies": page, "words": words}


class NoticesView(LeadsView):
    """Which notices I want."""

    template_name = "leads/admin/notices.html"
    page_title = _("My notices")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = StaffNotices.objects.filter(user=self.staff).first()
        return {"form": NoticesForm(instance=mine), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine, _made = StaffNotices.objects.get_or_create(user=self.staff)
        form = NoticesForm(request.POST, instance=mine)
        if form.is_valid():
            form.save()
            messages.success(request, pgettext("leads", "Saved."))
        return redirect("leads:index")
