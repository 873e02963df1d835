"""What a line of the list says about an image or a document."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from pages.file_care.kinds import policy_of
from pages.file_care.models import Kind
from pages.file_care.queries import BYTES, PIXELS, copies_of

# Wagtail's own screens for each kind.
EDIT = {Kind.IMAGE.value: "wagtailimages:edit", Kind.DOCUMENT.value: "wagtaildocs:edit"}
DELETE = {Kind.IMAGE.value: "wagtailimages:delete", Kind.DOCUMENT.value: "wagtaildocs:delete"}


@dataclass(frozen=True)
class Copy:
    """Another file with the same contents."""

    title: str
    edit_url: str


@dataclass(frozen=True)
class Row:
    """A file as it is shown. `item` with its uses (queries.with_uses). No address for whom it is barred."""

    item: Any
    is_image: bool
    unused: bool
    wide: bool
    heavy: bool
    wordless: bool
    copies: tuple[Copy, ...]
    edit_url: str
    replace_url: str
    delete_url: str


def rows_of(shown: list[Any], *, kind: str, files: Any, user: Any, here: str) -> list[Row]:
    """The lines for these files of one kind, with a fixed number of queries."""
    copies = copies_of(shown, files)
    may = policy_of(kind).user_has_permission_for_instance
    back = urlencode({"next": here})
    is_image = kind == Kind.IMAGE
    rows = []
    for item in shown:
        changeable = may(user, "change", item)
        edit = reverse(EDIT[kind], args=[item.pk])
        replace = reverse("file_care:replace", args=[kind, item.pk])
        delete = reverse(DELETE[kind], args=[item.pk])
        unused = not (item.uses or item.held or item.drafted)
        same = copies.get(item.file_hash, [])
        rows.append(
            Row(
                item=item,
                is_image=is_image,
                unused=unused,
                wide=is_image and max(item.width, item.height) > PIXELS,
                heavy=(item.file_size or 0) > BYTES[kind],
                wordless=is_image and not item.description,
                copies=tuple(
                    Copy(one.title, reverse(EDIT[kind], args=[one.pk]))
                    for one in same
                    if one.pk != item.pk
                ),
                edit_url=f"{edit}?{back}" if changeable else "",
                replace_url=f"{replace}?{back}" if changeable else "",
                delete_url=f"{delete}?{back}" if unused and may(user, "delete", item) else "",
            )
        )
    return rows
