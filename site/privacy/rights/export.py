"""A person's data in a file they can keep and hand on (GDPR art. 15 §3, art. 20): a ZIP archive."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.utils import timezone, translation

from privacy.declarations import FileCopy
from privacy.identity import identity_of
from privacy.rights.holdings import Held, holdings_of
from privacy.rights.models import SubjectRequest
from privacy.rights.processors import at_processors

SPOOL_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 256 * 1024


def export_archive(request: SubjectRequest, *, delete_after: date | None = None) -> IO[bytes]:
    """All that is held about the person of `request`: data.json, data.html to read, and the files.

    `delete_after`: until when a copy made by staff may be kept; it says so itself. The caller closes
    the stream. A file that is missing from its store is named as missing.
    """
    with translation.override(request.language):
        held = holdings_of(request.email)
        processors = [one for one in at_processors(request, held) if one.answered]
        target: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            files = {one.key: list(_add_files(archive, one)) for one in held}
            data = {
                "made_at": timezone.now().isoformat(),
                **({"delete_after": delete_after.isoformat()} if delete_after else {}),
                "records": [_record(one, files[one.key], request.language) for one in held],
                "processors": [
                    {"processor": one.name, "content": one.answer.content} for one in processors
                ],
            }
            archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
            context = {
                "held": [(one, files[one.key]) for one in held],
                "processors": processors,
                "now": timezone.now(),
                "delete_after": delete_after,
            }
            archive.writestr("data.html", render_to_string("rights/export.html", context))
    target.seek(0)
    return target


def _record(held: Held, files: list[str], language: str) -> dict[str, Any]:
    return {
        "kind": held.declaration.name.into(language),
        "reference": str(identity_of(held.row)),
        "purpose": held.activity.purpose.into(language),
        "since": held.since.isoformat() if held.since else None,
        "erased_on": held.due.at.isoformat() if held.due else None,
        "data": {item.label: item.value for item in held.items},
        "files": files,
    }


def _opened_files(held: Held) -> Iterator[tuple[str, bytes]]:
    """What the record's own package opens for the person, where the store holds it encrypted."""
    for copy in held.declaration.copies:
        if isinstance(copy, FileCopy) and copy.export is not None:
            yield from copy.export(held.row)


def _add_files(archive: zipfile.ZipFile, held: Held) -> Any:
    """Copy the record's files in by chunks; yields the names they have in the archive."""
    folder = f"files/{str(identity_of(held.row))[:8]}"
    for name, content in _opened_files(held):
        inside = f"{folder}/{name}"
        archive.writestr(inside, content)
        yield inside
    for number, (alias, name) in enumerate(held.files, start=1):
        # Our own number, and only the ending of the stored name: never a path somebody else chose.
        inside = f"{folder}/{number}{PurePosixPath(name).suffix[:10]}"
        try:
            source = storages[alias].open(name, "rb")
        except FileNotFoundError:
            yield f"{inside} (missing)"
            continue
        with source, archive.open(inside, "w") as entry:
            while chunk := source.read(CHUNK_BYTES):
                entry.write(chunk)
        yield inside
