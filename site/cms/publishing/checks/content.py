"""A page's content as its leaves: texts, images, links, whatever blocks they lie in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, ForeignKey, TextField, prefetch_related_objects
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

# Wagtail's own columns of a page, and ours, that are no content.
_NOT_CONTENT = {"slug", "url_path", "path", "draft_title", "seo_title", "search_description"}


@dataclass(frozen=True)
class Leaf:
    """A value and where it stands. `name` is the name of its field or block."""

    name: str
    value: Any
    block: blocks.Block | None = None


def leaves_of(page: Page) -> Iterator[Leaf]:
    """Every leaf of the page's own fields, in the order of their declaration."""
    shared = {field.name for field in Page._meta.get_fields()} - {"title"}
    for field in page._meta.get_fields():
        if field.name in shared or field.name in _NOT_CONTENT or not field.concrete:
            continue
        if isinstance(field, StreamField):
            yield from _inside(field.name, getattr(page, field.name), None)
        elif isinstance(field, RichTextField):
            yield Leaf(field.name, RichText(getattr(page, field.name) or ""))
        elif isinstance(field, CharField | TextField):
            yield Leaf(field.name, getattr(page, field.name) or "")


def structs_of(page: Page) -> Iterator[tuple[blocks.StructBlock, blocks.StructValue]]:
    """Every structured block of the page, the outer ones first."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _structs(getattr(page, field.name))


def _structs(value: Any) -> Iterator[tuple[blocks.StructBlock, blocks.StructValue]]:
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _structs(child.value)
    elif isinstance(value, blocks.list_block.ListValue):
        for item in value:
            yield from _structs(item)
    elif isinstance(value, blocks.StructValue):
        yield value.block, value
        for inner in value.values():
            yield from _structs(inner)


def _inside(name: str, value: Any, block: blocks.Block | None) -> Iterator[Leaf]:
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _inside(child.block_type, child.value, child.block)
    elif isinstance(value, blocks.list_block.ListValue):
        for item in value.bound_blocks:
            yield from _inside(name, item.value, item.block)
    elif isinstance(value, blocks.StructValue):
        for inner, child_block in value.block.child_blocks.items():
            yield from _inside(inner, value.get(inner), child_block)
    elif value not in (None, ""):
        yield Leaf(name, value, block)


def image_fields(model: type[Page]) -> list[str]:
    """The page's own images; the one for social networks stands on no page."""
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and issubclass(field.related_model, AbstractImage)
        and field.name != "social_image"
    ]


def fetch_images(pages: Sequence[Page]) -> None:
    """Look the pages' own images up together."""
    by_type: dict[type[Page], list[Page]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, alike in by_type.items():
        if names := image_fields(model):
            prefetch_related_objects(alike, *names)


def images_of(page: Page) -> Iterator[tuple[AbstractImage, bool]]:
    """The images of the page's fields and blocks; True for those whose alternative text is settled."""
    for name in image_fields(type(page)):
        if (image := getattr(page, name)) is not None:
            yield image, bool(image.description)
    for leaf in leaves_of(page):
        if isinstance(leaf.value, AbstractImage):
            settled = isinstance(leaf.block, ImageBlock) and (
                bool(getattr(leaf.value, "decorative", False))
                or bool(getattr(leaf.value, "contextual_alt_text", None))
            )
            yield leaf.value, settled or bool(leaf.value.description)
