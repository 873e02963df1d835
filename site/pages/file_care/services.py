"""What is done for images and documents. One transaction each."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from cms.models import SiteDocument, SiteImage
from cms.renditions.prepare import OURS
from pages.file_care.kinds import MODELS, content_types
from pages.file_care.models import DraftUse, FormerAddress
from pages.file_care.queries import draft_revisions

REPLACED = "pages.file.replaced"


def replace_file(*, item: SiteImage | SiteDocument, file: "File[bytes]", by: Any) -> None:
    """Another file for an image or document: its pages, its words and its address stay."""
    item.file = file
    item.save()
    log(instance=item, action=REPLACED, user=by)


@transaction.atomic
def remember_address(*, name: str, image: int, spec: str = "") -> None:
    """Lead from this name to what the image shows from now on; not for the sizes of the admin's screens."""
    if name and (not spec or OURS.search(spec)):
        FormerAddress.objects.update_or_create(
            name=name, defaults={"image_id": image, "spec": spec}
        )


@transaction.atomic
def note_uses(*, revision: Revision) -> None:
    """Note what the newest version of an object shows, and what planned ones do; forget the others."""
    of_object = DraftUse.objects.filter(
        revision__base_content_type=revision.base_content_type_id,
        revision__object_id=revision.object_id,
    )
    newest = revision.is_latest_revision()
    if newest:
        planned = {"revision__approved_go_live_at__isnull": False}
        of_object.exclude(revision=revision).exclude(**planned).delete()
    known = set(of_object.filter(revision=revision).values_list("kind", "number"))
    shown = uses_of(revision) if newest or revision.approved_go_live_at else set()
    if gone := known - shown:
        for kind in MODELS:
            numbers = [number for one, number in gone if one == kind]
            of_object.filter(revision=revision, kind=kind, number__in=numbers).delete()
    DraftUse.objects.bulk_create(
        [
            DraftUse(revision=revision, kind=kind, number=number)
            for kind, number in sorted(shown - known)
        ],
        ignore_conflicts=True,
    )


def uses_of(revision: Revision) -> set[tuple[str, int]]:
    """The images and documents in a version, each once."""
    kinds = {pk: kind for kind, pk in content_types().items()}
    # Wagtail has no public way to ask this of a version; tests hold what is relied on.
    found = ReferenceIndex._extract_references_from_object(revision.as_object())
    return {
        (kinds[content_type], int(key))
        for content_type, key, *_where in found
        if content_type in kinds
    }


def look_after_files() -> tuple[int, int]:
    """Size and hash of files that have none, and the uses of every draft; how many of each."""
    measured = sum(_measure(model) for model in MODELS.values())
    noted = 0
    for pk in list(draft_revisions().values_list("pk", flat=True)):
        if (revision := Revision.objects.filter(pk=pk).first()) is not None:
            note_uses(revision=revision)
            noted += 1
    return measured, noted


def _measure(model: type[SiteImage] | type[SiteDocument]) -> int:
    number = 0
    missing = model._default_manager.filter(Q(file_hash="") | Q(file_size__isnull=True))
    for pk in list(missing.values_list("pk", flat=True)):
        item = missing.filter(pk=pk).first()
        if item is None:
            continue
        try:
            item.file_size = item.file.size
            item._set_file_hash()
        except OSError:
            continue  # the file is missing: Wagtail's own screen says so
        values = {"file_size": item.file_size, "file_hash": item.file_hash}
        number += model._default_manager.filter(pk=pk).update(**values)
    return number
