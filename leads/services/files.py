"""Files of resources: added as a new version, never changed."""

from pathlib import PurePosixPath

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from leads.models import ResourcePage, ResourceVersion
from outbox.services import post

MAX_SIZE = 50 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
# Extension -> content type and how such a file begins.
KINDS = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": (f"{OFFICE}.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", b"PK\x03\x04"),
    "pptx": (f"{OFFICE}.presentationml.presentation", b"PK\x03\x04"),
    "zip": ("application/zip", b"PK\x03\x04"),
}


class NotSuch(ValueError):
    """The file is not of a kind that is handed over, or not what its name says."""


class TooLarge(ValueError):
    """The file is larger than the site takes."""


@transaction.atomic
def add_version(
    *, page: ResourcePage, file: "File[bytes]", note: str = "", by: AbstractBaseUser | None = None
) -> ResourceVersion:
    """Store a file as the version that is handed over from now on; the worker draws its cover.

    Raises NotSuch, TooLarge.
    """
    ending = PurePosixPath(file.name or "").suffix.lower().lstrip(".")
    if ending not in KINDS:
        raise NotSuch
    kind, beginning = KINDS[ending]
    if file.size > MAX_SIZE:
        raise TooLarge
    if file.read(len(beginning)) != beginning:
        raise NotSuch
    file.seek(0)
    locked = ResourcePage.objects.select_for_update().get(pk=page.pk)
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    version = ResourceVersion(
        page=locked,
        number=last + 1,
        name=f"{page.slug}.{ending}"[:120],
        content_type=kind,
        size=file.size,
        note=note,
        uploaded_by_id=by.pk if by else None,
    )
    # The name in the store says nothing: whoever sees it cannot guess another.
    version.file.save(f"{page.slug[:60]}-{last + 1}.{ending}", file, save=False)
    version.save()
    if ending == "pdf":
        post(channel="leads.files", payload={"version": version.pk})
    page.__dict__.pop("version", None)
    return version
