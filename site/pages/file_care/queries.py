"""What is asked about images and documents."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ManyToOneRel,
    Model,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision

from cms.models import SiteRendition
from cms.renditions.profiles import PROFILES
from pages.file_care.kinds import MODELS
from pages.file_care.models import DraftUse, FormerAddress, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Twice the widest place of any page: what is larger is never shown.
PIXELS = 2 * max(size.width for profile in PROFILES.values() for size in profile.renditions)
BYTES = {Kind.IMAGE.value: 2 * 1024 * 1024, Kind.DOCUMENT.value: 5 * 1024 * 1024}

UNUSED, LARGE, WORDLESS, TWICE = "unused", "large", "wordless", "twice"


def matters_of(kind: str, files: Any) -> dict[str, Q]:
    """What may be the matter with a file of this kind, as conditions; `files` those one may see."""
    large = Q(file_size__gt=BYTES[kind])
    several = (
        files.exclude(file_hash="")
        .order_by()
        .values("file_hash")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
    matters = {
        UNUSED: _unused(kind),
        LARGE: large,
        TWICE: Q(file_hash__in=several.values("file_hash")),
    }
    if kind == Kind.IMAGE:
        matters[LARGE] = large | Q(width__gt=PIXELS) | Q(height__gt=PIXELS)
        matters[WORDLESS] = Q(description="")
    return matters


def _unused(kind: str) -> Q:
    """Neither in what is published, in the bin or in a setting, nor in a draft or a planned version."""
    key = Cast(OuterRef("pk"), output_field=CharField())
    content_type = ContentType.objects.get_for_model(MODELS[kind])
    published = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id=key)
    return ~Q(Exists(published)) & ~Q(_drafted(kind)) & ~_held(kind)


def _drafted(kind: str) -> Exists:
    return Exists(DraftUse.objects.filter(kind=kind, number=OuterRef("pk")))


def _held(kind: str) -> Q:
    """Whether any row points at it: what is written past the models is not in the reference index."""
    held = Q()
    for relation in MODELS[kind]._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model = relation.related_model
        if issubclass(model, Model) and not getattr(model, "wagtail_reference_index_ignore", False):
            rows = model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            held |= Q(Exists(rows))
    return held


def with_uses(files: Any, kind: str) -> Any:
    """With `uses`, the number of places the index knows, `held`, whether rows point at it, and `drafted`."""
    uses = ReferenceIndex.usage_count_subquery(MODELS[kind])
    held = Case(When(_held(kind), then=True), default=False) if _held(kind) else Value(False)
    return files.annotate(uses=uses, held=held, drafted=_drafted(kind))


def numbers_of(files: Any, matters: dict[str, Q]) -> dict[str, int]:
    """How many files there are of each matter, and in all (""); one query."""
    counted = {name: Count("pk", filter=condition) for name, condition in matters.items()}
    found: dict[str, int] = files.aggregate(everything=Count("pk"), **counted)
    return {"": found.pop("everything"), **found}


def copies_of(shown: Iterable[Any], files: Any) -> dict[str, list[Any]]:
    """By hash, the files that are the same as one of those shown, itself included; one query."""
    hashes = {item.file_hash for item in shown if item.file_hash}
    found: dict[str, list[Any]] = {}
    for item in files.filter(file_hash__in=hashes).order_by("pk"):
        found.setdefault(item.file_hash, []).append(item)
    return found


def draft_revisions() -> "QuerySet[Revision]":
    """The newest version of all that has one which is not public, and every planned one."""
    wanted = Q(approved_go_live_at__isnull=False)
    for model in apps.get_models():
        # One table holds the pages of all types.
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            rows = model._default_manager.filter(Q(live=False) | Q(has_unpublished_changes=True))
            wanted |= Q(pk__in=rows.exclude(latest_revision=None).values("latest_revision"))
    return Revision.objects.filter(wanted)


def address_now(name: str) -> str | None:
    """Where what an image showed under a name of earlier is shown now; None for a name nobody had."""
    former = FormerAddress.objects.filter(name=name).select_related("image").first()
    if former is None:
        return None
    image = former.image
    ready = image.prepared.get("files", {}) if image.prepared else {}
    same = _most_like(former.spec, ready) if former.spec else ""
    if same and image.prepared.get("original") == image.file.name:
        storage = SiteRendition._meta.get_field("file").storage
        return str(storage.url(ready[same][0]))
    return str(image.file.url)


def _most_like(spec: str, ready: dict[str, Any]) -> str:
    """The size that comes nearest to `spec`, of its format, at least as wide if there is one; else ""."""
    if spec in ready:
        return spec
    wanted = re.search(r"\d+", spec)
    shape, form = spec.partition("-")[0], spec.rpartition("|")[2]
    alike = [one for one in ready if one.startswith(f"{shape}-") and one.endswith(f"|{form}")]
    by_width = sorted(alike, key=lambda one: ready[one][1])
    wide = [one for one in by_width if wanted and ready[one][1] >= int(wanted[0])]
    return next(iter(wide or by_width[-1:]), "")
