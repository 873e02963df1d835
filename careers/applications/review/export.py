"""Exports of exactly the filtered rows: no formula runs, Excel reads the accents, the date is inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Min, QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from careers.applications.clock import Lengths, clock_of
from careers.applications.models import Application
from careers.applications.review import access
from careers.applications.review.base import ReviewView
from careers.applications.review.filters import asked_for
from privacy import clock
from privacy.services import journal
from privacy.spreadsheets import as_csv, in_batches, safe

Rows = QuerySet[Application]

IN_MEMORY = 2**20  # bytes
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportView(ReviewView):
    """A file with the rows that the list shows for the same query."""

    def get(  # type: ignore[override]
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        asked = asked_for(access.visible_to(request.user), request.GET)
        rows = asked.filter(restricted_at__isnull=True)
        left_out = asked.filter(restricted_at__isnull=False).count()
        return file_of(rows, left_out, request.GET.get("format", ""), by=self.staff)


def file_of(rows: Rows, left_out: int, kind: str, *, by: Any) -> HttpResponseBase:
    """The file, "csv" or else XLSX; journalled with how many rows are in it."""
    journal(actor=by, action="applications:list:export", reference=f"{rows.count()}")
    lines = ([safe(cell) for cell in line] for line in table(rows, left_out))
    stem = f"candidatures-{timezone.localdate():%Y-%m-%d}"
    response: HttpResponseBase
    if kind == "csv":
        response = StreamingHttpResponse(as_csv(lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{stem}.csv"'
    else:
        # The answer closes it; a large one lies on the disk, without a name.
        file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        as_xlsx(lines, file)
        file.seek(0)
        response = FileResponse(file, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
    return response


def first_erasure(rows: Rows, lengths: Lengths) -> datetime:
    """When the first of them is erased; now when there are none."""
    first = rows.aggregate(exchange=Min("last_exchange"), received=Min("received_at"))
    if first["exchange"] is None:
        return timezone.now()
    return min(
        clock.add_months(first["exchange"], lengths.kept),
        clock.add_months(first["received"], lengths.ceiling),
    )


def table(rows: Rows, left_out: int) -> Iterator[list[Any]]:
    """When this file must be gone, the headings, and a line for each application.

    `left_out`: how many others may not be used at the moment; said beside the date.
    """
    lengths = Lengths.now()
    first = first_erasure(rows, lengths)
    yield [
        gettext("Delete this file by %(date)s: that day the first of these applications is erased.")
        % {"date": date_format(timezone.localtime(first), "DATE_FORMAT")},
        *(
            [
                ngettext(
                    "%(count)s application is left out: its use is restricted.",
                    "%(count)s applications are left out: their use is restricted.",
                    left_out,
                )
                % {"count": intcomma(left_out)}
            ]
            if left_out
            else []
        ),
    ]
    yield [
        gettext("Reference"),
        gettext("Last name"),
        gettext("First name"),
        gettext("E-mail address"),
        gettext("Offer"),
        gettext("Stage"),
        gettext("Came by"),
        gettext("Received"),
        gettext("Last exchange"),
        gettext("Erasure"),
    ]
    for row in in_batches(rows):
        who = ["", "", ""] if row.is_blind else [row.last_name, row.first_name, row.email]
        yield [
            row.short,
            *who,
            row.offer_title,
            row.get_stage_display(),
            row.get_source_display(),
            f"{timezone.localtime(row.received_at):%Y-%m-%d}",
            f"{timezone.localtime(row.last_exchange):%Y-%m-%d}",
            f"{timezone.localtime(clock_of(row, lengths=lengths).erased_at):%Y-%m-%d}",
        ]


def as_xlsx(lines: Iterable[list[str]], out: IO[bytes]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Applications"))
    for line in lines:
        sheet.append(line)
    book.save(out)
