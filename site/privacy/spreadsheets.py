"""Tables of people that leave as files: no cell starts a formula, and the file says when it must go."""

import csv
import io
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta, tzinfo
from itertools import islice
from typing import Any

from django.db.models import IntegerField, QuerySet
from django.utils import timezone, translation

# How long a file that was taken out may be kept; never longer than the first person in it.
LIFETIME = timedelta(days=30)
BOM = "\ufeff"
BATCH = 500  # rows asked for at a time
LINES = 100  # lines of CSV written at a time
# What spreadsheets take for a formula or a command, also behind spaces.
_FORMULA = re.compile(r"^\s*[=+\-@|%]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def safe(value: Any) -> str:
    """Text that no spreadsheet takes for a formula, and that a file can hold."""
    text = _CONTROL.sub(" ", str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(lines: Iterable[list[Any]]) -> Iterator[bytes]:
    """Semicolons and a byte order mark, as spreadsheets in French expect; some lines at a time.

    Each line is made when it is read, which is after the view has answered: in its language and time
    zone all the same.
    """
    return _written(iter(lines), translation.get_language(), timezone.get_current_timezone())


def _written(lines: Iterator[list[Any]], language: str | None, zone: tzinfo) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    text.write(BOM)
    while True:
        with translation.override(language), timezone.override(zone):
            some = list(islice(lines, LINES))
        for values in some:
            writer.writerow([one.isoformat() if isinstance(one, date) else one for one in values])
        yield text.getvalue().encode("utf-8", "replace")
        if len(some) < LINES:
            return
        text.seek(0)
        text.truncate()


def in_batches(rows: "QuerySet[Any, Any]") -> Iterator[Any]:
    """These rows in their order, in bounded memory, and for a reader as slow as may be.

    Which ones they are is asked first, as a list of keys. So no cursor stays open meanwhile, and what
    is added or goes while a file is being made neither shifts nor doubles a line.
    """
    found_keys = rows.values_list("pk", flat=True).iterator(BATCH)
    # Eight bytes a key instead of forty: exports have a hundred thousand.
    numbered = isinstance(rows.model._meta.pk, IntegerField)
    keys: Sequence[Any] = array("q", found_keys) if numbered else list(found_keys)
    for start in range(0, len(keys), BATCH):
        some = list(keys[start : start + BATCH])
        found = rows.order_by().in_bulk(some)
        yield from (found[key] for key in some if key in found)
