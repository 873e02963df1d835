"""The figures in the admin: the whole site, and the same as a file."""

import tempfile
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.conversions import Conversion
from cms.desk import DeskScreen
from pages.figures import queries
from pages.figures.counting import gatherer
from pages.figures.export import as_xlsx
from pages.figures.forms import FiguresFilter
from pages.figures.models import What

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Screen(DeskScreen):
    header_icon = "view"
    page_title = _("Figures of the site")
    index = "figures"

    def asked(self) -> FiguresFilter:
        # What this process has gathered and not written yet belongs to what is asked for.
        gatherer.write()
        return FiguresFilter(self.request.GET, locales=list(Locale.objects.all()))


class FiguresView(_Screen):
    """Views, entries, where they came from, and what came of it, for the whole site."""

    template_name = "figures/site.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = self.asked()
        period = form.period()
        rows = queries.figures(period, language=str(form.chosen().get("language") or ""))
        listed = Paginator(queries.by_page(rows), PER_PAGE).get_page(self.request.GET.get("p"))
        titles = {
            page.pk: page
            for page in Page.objects.filter(
                pk__in=[row["page"] for row in listed.object_list]
            ).select_related("locale")
        }
        sums = queries.sums(rows)
        context.update(
            form=form,
            query=form.query(),
            list_query=form.query(),
            period=period,
            totals=[
                (one.label, sums.total(one)) for one in (What.VIEW, What.ENTRY, What.CONVERSION)
            ],
            bars=queries.bars(rows, period),
            page_obj=listed,
            lines=[(row, titles.get(row["page"])) for row in listed.object_list],
            referrers=sums.most(What.REFERRER),
            countries=sums.most(What.COUNTRY),
            conversions=[
                (Conversion(key).label if key in Conversion.values else key, number)
                for key, number in sums.most(What.CONVERSION)
            ],
            export_url=f"{reverse('figures_xlsx')}?{form.query()}".rstrip("?"),
        )
        return context


class ExportView(_Screen):
    """The figures of the period as a spreadsheet, written row by row."""

    http_method_names = ["get"]

    def get(  # type: ignore[override]
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        form = self.asked()
        period = form.period()
        out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        as_xlsx(queries.figures(period, language=str(form.chosen().get("language") or "")), out)
        out.seek(0)
        name = capfirst(str(self.page_title)).replace(" ", "-").lower()
        return FileResponse(
            out,
            as_attachment=True,
            filename=f"{name}-{period.first}-{period.last}.xlsx",
            content_type=XLSX,
        )
