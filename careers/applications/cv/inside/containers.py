"""ZIP containers, looked into without believing what they say of themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from careers.applications.cv.inside import magic
from careers.applications.cv.problems import Problem, Refused

MIB = 1024 * 1024
MOST_ENTRIES = 3_000
MOST_UNPACKED = 250 * MIB
MOST_XML = 25 * MIB
END = b"PK\x05\x06"
LOOK = 8192  # bytes of each entry that tell what it is
OPENED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError)


@dataclass
class Box:
    """An opened container. `names` maps the name of each entry to its description."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def holds(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str, *, limit: int = MOST_XML) -> bytes:
        """An entry's content. Raises Refused when it is broken or larger than `limit` bytes."""
        try:
            with self.archive.open(self.names[name]) as entry:
                content = entry.read(limit + 1)
        except BROKEN as error:
            raise Refused(Problem.DAMAGED) from error
        if len(content) > limit:
            raise Refused(Problem.BOMB)
        return content

    def xml(self, name: str, *, old_doctype: bool = False) -> Any:
        """An entry as parsed XML: no entity, and no document type unless `old_doctype`."""
        try:
            return ElementTree.fromstring(self.read(name), forbid_dtd=not old_doctype)
        except DefusedXmlException as error:
            raise Refused(Problem.ACTIVE) from error
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise Refused(Problem.DAMAGED) from error


@contextmanager
def opened(content: bytes) -> Iterator[Box]:
    """Open a container whose every entry has been looked at. Raises Refused."""
    if END not in content[-(65_535 + 22) :]:
        raise Refused(Problem.TRUNCATED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            box = Box(archive)
            _demand_plain_structure(box)
            _unpack_everything(box)
            yield box
    except BROKEN as error:
        raise Refused(Problem.DAMAGED) from error


def _demand_plain_structure(box: Box) -> None:
    """Entries that lie one after the other, with names that stay inside, none twice."""
    entries = sorted(box.archive.infolist(), key=lambda entry: entry.header_offset)
    if not entries:
        raise Refused(Problem.WRONG_TYPE)
    if len(entries) > MOST_ENTRIES:
        raise Refused(Problem.BOMB)
    if entries[0].header_offset != 0:
        raise Refused(Problem.DISGUISED)
    end = 0
    for entry in entries:
        if entry.header_offset < end:
            raise Refused(Problem.BOMB)
        end = entry.header_offset + 30 + entry.compress_size
        if entry.flag_bits & 0x1:
            raise Refused(Problem.PASSWORD)
        if entry.compress_type not in OPENED or _leads_out(entry.filename):
            raise Refused(Problem.DAMAGED)
        if entry.filename in box.names:
            raise Refused(Problem.DAMAGED)
        box.names[entry.filename] = entry


def _leads_out(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or ":" in name[:3]
        or ".." in name.replace("\\", "/").split("/")
    )


def _unpack_everything(box: Box) -> None:
    """Read every entry to its end, counting what really comes out; look at how each one begins."""
    left = MOST_UNPACKED
    for name, entry in box.names.items():
        if entry.is_dir():
            continue
        with box.archive.open(entry) as stream:
            start = stream.read(LOOK)
            size = len(start)
            while chunk := stream.read(MIB):
                size += len(chunk)
                if size > left:
                    raise Refused(Problem.BOMB)
        left -= size
        if left < 0:
            raise Refused(Problem.BOMB)
        _judge(name, start)


def _judge(name: str, start: bytes) -> None:
    """Refuse a program or an archive among the entries; Office documents inside are judged apart."""
    # Word writes HTML chunks and vector pictures as parts of the document: they run nothing.
    drawn = name.lower().endswith((".htm", ".html", ".xhtml", ".svg"))
    if magic.is_program(start) or (magic.has_program_name(name) and not drawn):
        raise Refused(Problem.ACTIVE)
    if start.startswith(magic.ARCHIVES) and not name.lower().endswith(
        (".xlsx", ".docx", ".pptx", ".gz", ".emz", ".wmz")
    ):
        raise Refused(Problem.ACTIVE)
