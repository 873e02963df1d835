"""On which pages a piece stands: published, by the reference index; in drafts, by their text."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from pages.bin.models import BinPage
from pages.pieces.models import OfTopic, Piece, Topic

# The blocks and the places in them that hold the keys of pieces.
PLACES = {
    "shared_content": {"content": "pieces.sharedcontent"},
    "glossary": {"topic": "pieces.topic", "chosen": "pieces.glossaryterm"},
    "frequent_questions": {"topic": "pieces.topic", "chosen": "pieces.frequentquestion"},
}
Key = tuple[str, int]  # what kind, which one


@dataclass(frozen=True)
class Use:
    """A page on which a piece stands."""

    page: Page
    # Visitors see it there, or only those who read the draft.
    published: bool
    # The page shows this very piece; otherwise its translation, which stays as it is.
    shows: bool


def uses_of(piece: Piece | Topic) -> list[Use]:
    """The pages on which a piece or its translations stand, the published ones first."""
    wanted, spoken = _twins(piece)
    published, drafted = _in_index(wanted), _in_drafts(wanted)
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    in_bin = BinPage.objects.annotate(below=path).filter(below__startswith=F("path"))
    pages = (
        Page.objects.filter(~Exists(in_bin), pk__in={*published, *drafted})
        .select_related("locale", "content_type")
        .order_by("path")
    )
    nobody: set[Key] = set()
    found = []
    for page in pages:
        named = published.get(page.pk, nobody) | drafted.get(page.pk, nobody)
        # Its own language's, or, where that has none, the one that was chosen.
        shows = piece.locale_id == page.locale_id or (
            _key(piece) in named and page.locale_id not in spoken
        )
        found.append(Use(page=page, published=page.live and page.pk in published, shows=shows))
    return sorted(found, key=lambda one: (not one.published, not one.shows))


def _twins(piece: Piece | Topic) -> tuple[set[Key], set[int]]:
    """What may be named in its stead: its translations, its topics. And the languages it exists in."""
    kind = _label(type(piece))
    rows: Any = _keys_of(type(piece), translation_key=piece.translation_key)
    if isinstance(piece, OfTopic):
        topics = Q(pk=piece.topic_id)
        if piece.pk:
            # As it stands in the database, and as it is about to be saved.
            topics |= Q(pk__in=type(piece)._default_manager.filter(pk=piece.pk).values("topic"))
        keys = Topic.objects.filter(topics).order_by().values("translation_key")
        rows = rows.union(_keys_of(Topic, translation_key__in=keys))
    known = list(rows)
    spoken = {locale for label, _pk, locale in known if label == kind}
    return {(label, pk) for label, pk, _locale in known}, spoken


def _keys_of(model: type[Any], **which: Any) -> Any:
    rows = model._default_manager.filter(**which).order_by()
    return rows.values_list(Value(_label(model), output_field=TextField()), "pk", "locale_id")


def _label(model: type[Any]) -> str:
    return str(model._meta.label_lower)


def changed_by(uses: Iterable[Use]) -> list[Use]:
    """Those that a change alters as soon as it is saved; empty when visitors see none of it."""
    shown = [use for use in uses if use.shows]
    return shown if any(use.published for use in shown) else []


def mark_of(uses: Iterable[Use]) -> str:
    """What stands for having seen exactly these pages."""
    seen = sorted((use.page.pk, use.published) for use in uses)
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def _key(one: Any) -> Key:
    return _label(type(one)), one.pk


def _in_index(wanted: set[Key]) -> dict[int, set[Key]]:
    """What is said of the saved pages."""
    found: dict[int, set[Key]] = {}
    kinds: dict[int, str] = {}
    asked = Q(pk__in=[])
    for label in {label for label, _pk in wanted}:
        kind = ContentType.objects.get_by_natural_key(*label.split("."))
        kinds[kind.pk] = label
        keys = [str(pk) for one, pk in wanted if one == label]
        asked |= Q(to_content_type=kind, to_object_id__in=keys)
    rows = ReferenceIndex.objects.filter(
        asked, base_content_type=ContentType.objects.get_for_model(Page)
    ).values_list("object_id", "to_content_type_id", "to_object_id")
    for page, kind_pk, key in rows:
        found.setdefault(int(page), set()).add((kinds[kind_pk], int(key)))
    return found


def _in_drafts(wanted: set[Key]) -> dict[int, set[Key]]:
    """What stands in the latest version of pages that have changes nobody has published."""
    latest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    blocks = Q()
    for name in PLACES:
        blocks |= Q(text__contains=name)
    rows = (
        Revision.objects.filter(pk__in=latest)
        .annotate(text=Cast("content", TextField()))
        .filter(blocks)
        .values_list("object_id", "content")
    )
    found = {int(page): keys_in(content) & wanted for page, content in rows.iterator()}
    return {page: keys for page, keys in found.items() if keys}


def keys_in(content: dict[str, Any]) -> set[Key]:
    """The pieces that the streams of a version hold."""
    found: set[Key] = set()
    for value in content.values():
        if isinstance(value, str) and any(name in value for name in PLACES):
            try:
                found |= set(_walk(json.loads(value)))
            except ValueError:
                continue  # running text that happens to name a block
    return found


def _walk(value: Any) -> Iterator[Key]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, dict):
        held = value.get("value")
        if (places := PLACES.get(str(value.get("type")))) and isinstance(held, dict):
            for place, label in places.items():
                yield from _keys(label, held.get(place))
        else:
            for one in value.values():
                yield from _walk(one)


def _keys(label: str, held: Any) -> Iterator[Key]:
    for one in held if isinstance(held, list) else [held]:
        pk = one.get("value") if isinstance(one, dict) else one
        if isinstance(pk, int):
            yield label, pk
