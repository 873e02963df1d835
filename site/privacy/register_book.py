"""The register of processing activities (GDPR art. 30) as a workbook, the same bytes for the same facts.

What makes XLSX files differ from one second to the next (dates of the ZIP's entries and of the
document) is fixed. A cell is text, whatever it begins with: no spreadsheet takes one for a formula.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import register as documents
from .controller import CONTROLLER
from .register import RegisterLine
from .wording import transfer

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# An export is a copy that nobody erases: it says itself until when it may be kept.
KEEP_FOR = timedelta(days=90)
_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*<")


def expiry(made_on: date) -> date:
    """Until when an export made on this day may be kept."""
    return made_on + KEEP_FOR


def notice_of(made_on: date) -> str:
    """What an export says about itself."""
    return _(
        "Made on %(made)s. A copy: delete it after %(expiry)s, the register goes on changing."
    ) % {
        "made": made_on.isoformat(),
        "expiry": expiry(made_on).isoformat(),
    }


def columns_of(line: RegisterLine, language: str) -> list[tuple[str, str]]:
    """(title, text) of everything art. 30 §1 demands about one activity."""
    kept = [
        f"{one.name.into(language)} – {one.duration.into(language)} → {one.afterwards.into(language)}"
        for one in line.retention
    ]
    outside = [transfer(one).into(language) for one in line.recipients if one.outside_eu]
    named = [
        f"{one.name} ({one.service.into(language)}, {one.country.into(language)})"
        for one in line.recipients
    ]
    return [
        (_("Activity"), line.name.into(language)),
        (pgettext("privacy", "Purpose"), line.purpose.into(language)),
        (_("Legal basis"), line.legal_basis.into(language)),
        (_("Whose data"), line.whose.into(language)),
        (_("Categories of data"), line.categories.into(language)),
        (pgettext("privacy", "Where they come from"), line.source.into(language)),
        (_("Read by"), line.readers.into(language)),
        (_("Recipients"), "\n".join(named)),
        (_("Transfers outside the EU"), "\n".join(outside)),
        (_("How long they are kept"), "\n".join(kept)),
        (_("Security"), line.security.into(language)),
    ]


def register_workbook(*, made_on: date, language: str) -> bytes:
    """The register as XLSX: one row for each activity, and a sheet that says what it is."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  (a new workbook has one)
    sheet.title = _("Register")[:31]
    lines = [columns_of(line, language) for line in documents.register()]
    if lines:
        _write(sheet, 1, [title for title, _text in lines[0]], bold=True)
    for number, line in enumerate(lines, start=2):
        _write(sheet, number, [text for _title, text in line])
    for number in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 36
    sheet.freeze_panes = "B2"
    about = book.create_sheet(_("About")[:31])
    about.column_dimensions["A"].width = 110
    dpo = CONTROLLER.dpo.into(language)
    for number, text in enumerate(
        [CONTROLLER.described.into(language), dpo, notice_of(made_on)], start=1
    ):
        _write(about, number, [text])
    target = io.BytesIO()
    book.save(target)
    return _fixed(target.getvalue())


def register_json(*, made_on: date) -> bytes:
    """The register as JSON, with the date until when the copy may be kept."""
    facts = {
        "made_on": made_on.isoformat(),
        "delete_after": expiry(made_on).isoformat(),
        "register": json.loads(documents.register_text()),
    }
    return (json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _write(sheet: Worksheet, row: int, texts: list[str], *, bold: bool = False) -> None:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font

    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row=row, column=column)
        assert isinstance(cell, Cell)  # noqa: S101  (nothing is merged)
        cell.value = text
        cell.data_type = "s"
        # Kept as text also when somebody edits the cell.
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)


def _fixed(content: bytes) -> bytes:
    """The same workbook without the moment it was written at."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MODIFIED.sub(rb"<dcterms:\1\2>1980-01-01T00:00:00Z<", part)
            info = zipfile.ZipInfo(entry.filename, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, part)
    return target.getvalue()
