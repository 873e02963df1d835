"""Tables of people that leave as files: no cell starts a formula, and the file says when it must go."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

# How long a file that was taken out may be kept; never longer than the first person in it.
LIFETIME = timedelta(days=30)
BOM = "\ufeff"
# What spreadsheets take for a formula or a command, also behind spaces.
_FORMULA = re.compile(r"^\s*[=+\-@|%]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def safe(value: Any) -> str:
    """Text that no spreadsheet takes for a formula, and that a file can hold."""
    text = _CONTROL.sub(" ", str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(lines: Iterable[list[Any]]) -> Iterator[bytes]:
    """Semicolons and a byte order mark, as spreadsheets in French expect; line by line."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";")
    yield BOM.encode()
    for values in lines:
        writer.writerow([one.isoformat() if isinstance(one, date) else one for one in values])
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()
