"""The figures as a spreadsheet."""

from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from cms.conversions import Conversion
from pages.figures.models import DailyFigure, What
from privacy.spreadsheets import safe

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 2000


def as_xlsx(rows: "QuerySet[DailyFigure]", out: IO[bytes]) -> None:
    """One line for each figure, in order of the day; written as it is read."""
    from openpyxl import Workbook  # many MB, which a web process needs for this alone

    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("figures", "Figures"))
    sheet.append(
        [_("Day"), pgettext("figures", "What"), _("Page"), _("Language"), _("Detail"), _("Number")]
    )
    titles = dict(
        Page.objects.filter(pk__in=rows.order_by().values("page")).values_list("pk", "draft_title")
    )
    for row in rows.order_by("day", "what", "page", "key").iterator(BATCH):
        detail = Conversion(row.key).label if row.key in Conversion.values else row.key
        title = titles.get(row.page, _("deleted page %(number)s") % {"number": row.page})
        sheet.append(
            [
                row.day,
                str(What(row.what).label),
                safe(title) if row.page else "",
                row.language,
                safe(detail),
                row.number,
            ]
        )
    book.save(out)
