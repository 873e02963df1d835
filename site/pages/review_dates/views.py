"""The report of pages by age, and the date of one of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from cms.desk import DeskScreen
from cms.translation_board.versions import give_versions
from pages.review_dates import services
from pages.review_dates.forms import DateForm, ListFilter
from pages.review_dates.models import ReviewDate
from pages.review_dates.queries import ACTIONS, SOON, dates_for

PER_PAGE = 25
INDEX = "review_dates"


class _Screen(DeskScreen):
    header_icon = "history"
    page_title = gettext_lazy("Pages to look at again")
    actions = ACTIONS
    index = INDEX

    def row(self) -> ReviewDate:
        found = (
            dates_for(self.request.user)
            .filter(page_id=self.kwargs["pk"])
            .select_related("page__owner", "page__locale")
            .first()
        )
        if found is None:
            raise Http404
        return found


class ReportView(_Screen):
    """The published pages this person may change, those whose day came first on top."""

    template_name = "review_dates/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = ListFilter(self.request.GET, locales=list(Locale.objects.all()))
        rows = form.narrow(dates_for(self.request.user), self.request.user)
        rows = rows.select_related("page__owner", "page__locale", "page__content_type")
        today = timezone.localdate()
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        give_versions((row.page for row in shown), self.request.user)
        context.update(
            form=form,
            query=form.query(),
            page_obj=shown,
            today=today,
            soon=today + SOON,
            here=self.request.get_full_path(),
        )
        return context


class LookedAtView(_Screen):
    """One click: the page is still right."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row()
        moved = services.looked_at(page=row.page, by=request.user)
        messages.success(
            request,
            _("“%(title)s” is still right. It comes back on %(day)s.")
            % {"title": row.page.title, "day": date_format(moved.due, "DATE_FORMAT")},
        )
        return self.back()


class DateView(_Screen):
    """Change the date, the interval or the owner of one page."""

    template_name = "review_dates/date.html"

    def get_page_subtitle(self) -> str:
        return str(self.row().page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        row = self.row()
        initial = {"due": row.due, "months": row.months, "owner": row.page.owner_id}
        context.setdefault("form", DateForm(initial=initial))
        context.update(row=row, media=context["form"].media)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, form = self.row(), DateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        services.decide(
            page=row.page, due=chosen["due"], months=chosen["months"], owner=chosen["owner"]
        )
        messages.success(request, _("The review date has been saved."))
        return self.back()
