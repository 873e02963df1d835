"""The columns and copies that every file of a candidate has, as the register knows them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from privacy.declarations import Category, Column, FileCopy, NotPersonal

THE_FILE_S = NotPersonal("format, size, checksum and sealed key of the encrypted file")
FILE_COLUMNS: dict[str, Column] = {
    "name": Category.CAREER,
    "kind": THE_FILE_S,
    "size": THE_FILE_S,
    "pages": THE_FILE_S,
    "sha256": THE_FILE_S,
    "sealed_key": THE_FILE_S,
    "content": Category.CAREER,
    "scan": NotPersonal("what the virus scanner said"),
    "added_at": Category.HISTORY,
}
STORED_COLUMNS: dict[str, Column] = {
    **FILE_COLUMNS,
    "stored": Category.CAREER,
    "drawn": THE_FILE_S,
    "has_text": THE_FILE_S,
}


def for_the_person(row: Any) -> list[tuple[str, bytes]]:
    """The file as the person sent it; its name is ours, with the ending of what it is."""
    from careers.applications.vault import files

    if not row.sealed_key:
        return []  # an attachment that was refused: only its name is here
    stem = "cv" if row.is_pictured else f"piece-{row.pk}"
    return [(f"{stem}.{row.kind}", files.read_unscanned(row))]


A_FILE = FileCopy(
    "stored", storage="private", also=lambda row: row.derived(), export=for_the_person
)


def readable_file(row: Any) -> dict[str, Any]:
    return {"CV": row.name, "format": row.kind}


def readable_attachment(row: Any) -> dict[str, Any]:
    return {str(_("file")): row.name, str(_("why it was not kept")): row.why}
