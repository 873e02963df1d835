"""PDF files: every object is looked at, none is believed."""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
)

from careers.applications.cv.inside import magic
from careers.applications.cv.inside.docx import is_remote
from careers.applications.cv.problems import Problem, Refused

MIB = 1024 * 1024
TAIL = 2048
MOST_OBJECTS = 200_000
MOST_IN_STREAM = 64 * MIB
MOST_IN_IMAGE = 450 * MIB
MOST_IN_ALL = 700 * MIB
MOST_PIXELS = 150_000_000
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/RichMediaExecute"}

# What pypdf says about odd files is for nobody here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def check(content: bytes) -> int:
    """The number of pages of a genuine PDF. Raises Refused."""
    if b"%%EOF" not in content[-TAIL:]:
        raise Refused(Problem.TRUNCATED)
    try:
        reader = _open(content)
        pages = len(reader.pages)
        Looker().look_at(reader)
    except Refused:
        raise
    except (LimitReachedError, MemoryError, RecursionError) as error:
        raise Refused(Problem.BOMB) from error
    except Exception as error:
        # pypdf meets broken files with any exception there is.
        raise Refused(_otherwise(content)) from error
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(Problem.DISGUISED)
    if not pages or not _opens(content):
        raise Refused(Problem.DAMAGED)
    return pages


def _otherwise(content: bytes) -> Problem:
    """What a file is that begins as a PDF and is none."""
    return Problem.DISGUISED if zipfile.is_zipfile(io.BytesIO(content)) else Problem.DAMAGED


def _open(content: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(content), strict=False)
    # With an empty user password anybody reads it: printing or copying is what it restricts.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(Problem.PASSWORD)
    return reader


def _opens(content: bytes) -> bool:
    """Whether the program that draws the pages can open the file, too."""
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            document[0].get_size()
            return True
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return False


class Looker:
    """Looks at every object of a file, and counts what its streams grow to."""

    def __init__(self) -> None:
        self.unpacked = 0

    def look_at(self, reader: PdfReader) -> None:
        """Raises Refused at the first thing that is not taken."""
        for number in objects_in(reader):
            try:
                found = reader.get_object(
                    IndirectObject(number, _generation(reader, number), reader)
                )
            except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError):
                continue  # an object that no reader can read
            for part in dictionaries(found):
                self.dictionary(part)

    def dictionary(self, part: DictionaryObject) -> None:
        action = part.get("/S")
        if action in ACTIONS or "/JS" in part or "/JavaScript" in part:
            raise Refused(Problem.ACTIVE)
        if action == "/GoToR" and is_remote(_file_name(part.get("/F")).lower()):
            raise Refused(Problem.ACTIVE)
        if action == "/URI" and str(part.get("/URI")).strip().lower().startswith("javascript:"):
            raise Refused(Problem.ACTIVE)
        if part.get("/Subtype") == "/RichMedia":
            raise Refused(Problem.ACTIVE)
        if "/EF" in part and magic.has_program_name(_file_name(part)):
            raise Refused(Problem.ACTIVE)
        if "/XFA" in part:
            self.dynamic_form(part["/XFA"])
        if isinstance(part, StreamObject):
            self.stream(part)

    def dynamic_form(self, found: Any) -> None:
        """A form written in XML may carry scripts of its own."""
        pieces = found if isinstance(found, ArrayObject) else [found]
        for piece in pieces:
            stream = piece.get_object()
            if isinstance(stream, StreamObject) and b"<script" in stream.get_data().lower():
                raise Refused(Problem.ACTIVE)

    def stream(self, part: StreamObject) -> None:
        image = part.get("/Subtype") == "/Image"
        if image and _number(part.get("/Width")) * _number(part.get("/Height")) > MOST_PIXELS:
            raise Refused(Problem.BOMB)
        filters = part.get("/Filter")
        names = filters if isinstance(filters, ArrayObject) else [filters] if filters else []
        data = part._data
        limit = MOST_IN_IMAGE if image else MOST_IN_STREAM
        if list(names)[:1] == ["/FlateDecode"] or list(names)[:1] == ["/Fl"]:
            deeper = len(names) > 1 and names[1] in ("/FlateDecode", "/Fl")
            data = self.inflate(data, limit, keep=deeper)
            if deeper:
                self.inflate(data, limit)
        elif len(names) > 1 and not image:
            part.get_data()
        if part.get("/Type") == "/EmbeddedFile":
            self.embedded(part)

    def inflate(self, data: bytes, limit: int, *, keep: bool = False) -> bytes:
        """Count what a compressed stream grows to, without holding it unless `keep`."""
        inflater = zlib.decompressobj()
        kept, size = [], 0
        while data:
            try:
                piece = inflater.decompress(data, MIB)
            except zlib.error:
                break  # readers show what could be read
            size += len(piece)
            self.unpacked += len(piece)
            if size > limit or self.unpacked > MOST_IN_ALL:
                raise Refused(Problem.BOMB)
            if keep:
                kept.append(piece)
            data = inflater.unconsumed_tail
            if not piece:
                break
        return b"".join(kept)

    def embedded(self, part: StreamObject) -> None:
        """Europass and invoices bring data along (XML); programs, pages and archives are refused."""
        content = part.get_data()
        start = content[:8192]
        if magic.is_program(start) or start.startswith((magic.OLE, *magic.ARCHIVES)):
            raise Refused(Problem.ACTIVE)
        if magic.is_markup(start) and b"<script" in content.lower():
            raise Refused(Problem.ACTIVE)


def objects_in(reader: PdfReader) -> list[int]:
    """The numbers of all objects, also of those nothing on a page leads to."""
    numbers = set(reader.xref_objStm)
    for generation in reader.xref.values():
        numbers.update(generation)
    if len(numbers) > MOST_OBJECTS:
        raise Refused(Problem.BOMB)
    return sorted(numbers)


def _generation(reader: PdfReader, number: int) -> int:
    return next((g for g, found in reader.xref.items() if number in found and g < 65_535), 0)


def dictionaries(found: Any) -> Iterator[DictionaryObject]:
    """Every dictionary written directly into an object; references are looked at in their turn."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [dict.__getitem__(one, key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(list.__iter__(one))


def _file_name(found: Any) -> str:
    found = found.get_object() if isinstance(found, IndirectObject) else found
    if isinstance(found, DictionaryObject):
        return str(found.get("/UF") or found.get("/F") or "")
    return str(found or "")


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | float) else 0
