"""The calendar in the admin: a month, the list of its entries, and moving one of them."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from cms.dates import CannotMove, Dated, Source, State, sources
from cms.desk import DeskScreen
from cms.translation_board.versions import give_versions
from pages.planning import months
from pages.planning.forms import CalendarFilter, MoveForm
from pages.planning.page_dates import MOST

PER_PAGE = 50
LATELY = timedelta(days=31)


class _Screen(DeskScreen):
    header_icon = "calendar-alt"
    page_title = gettext_lazy("Calendar of publication")
    index = "planning"


class CalendarView(_Screen):
    """A month of what this person may see."""

    template_name = "planning/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = CalendarFilter(self.request.GET, locales=list(Locale.objects.all()))
        first = months.month_of(self.request.GET.get("month", ""))
        start, end = months.bounds(first)
        chosen = form.chosen()
        entries: list[tuple[Source, Dated]] = [
            (source, one)
            for source in sources()
            if chosen.get("kind", source.name) == source.name
            for one in source.find(self.request.user, start, end)
            if chosen.get("language", one.language) == one.language
        ]
        entries.sort(key=lambda pair: pair[1].at)
        names = {id(one): source for source, one in entries}
        before, after = months.beside(first)
        listed = Paginator(entries, PER_PAGE).get_page(self.request.GET.get("p"))
        give_versions((one.page for _source, one in listed), self.request.user)
        context.update(
            form=form,
            query=form.query(),
            first=first,
            shown_month=f"{first:%Y-%m}",
            before=before,
            after=after,
            weeks=[
                [(day, [(names[id(one)], one) for one in day.entries]) for day in week]
                for week in months.weeks_of(first, [one for _source, one in entries])
            ],
            page_obj=listed,
            list_query=f"{form.query()}&month={first:%Y-%m}".lstrip("&"),
            broken=self.broken(entries, start, end),
            cut=any(number >= MOST for number in Counter(one.what for _s, one in entries).values()),
            here=self.request.get_full_path(),
        )
        return context

    def broken(
        self, entries: list[tuple[Source, Dated]], start: datetime, end: datetime
    ) -> list[tuple[Source, Dated]]:
        """What went wrong lately, whatever month is shown."""
        now = timezone.now()
        since = now - LATELY
        if not start <= since <= now <= end:
            entries = [
                (source, one)
                for source in sources()
                for one in source.find(self.request.user, since, now)
            ]
        return [pair for pair in entries if pair[1].state is State.BROKEN]


class MoveView(_Screen):
    """Set another moment, from the field in the list or by dragging in the grid."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MoveForm(request.POST)
        moment = form.moment() if form.is_valid() else None
        source = next((one for one in sources() if one.name == request.POST.get("source")), None)
        if source is None or source.move is None:
            raise PermissionDenied
        if moment is None:
            messages.error(request, _("Give a day and an hour."))
            return self.back()
        try:
            source.move(request.user, form.cleaned_data["key"], moment)
        except CannotMove as error:
            for sentence in error.sentences:
                messages.error(request, sentence)
        else:
            shown = "DATE_FORMAT" if form.cleaned_data["by_day"] else "DATETIME_FORMAT"
            messages.success(
                request,
                _("Moved to %(moment)s.")
                % {"moment": date_format(timezone.localtime(moment), shown)},
            )
        return self.back()
