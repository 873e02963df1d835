"""Streams of blocks, made from plain values and checked as an editor's entries would be."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from .language import resolve

# Blocks get their ids from where they stand, so both languages have the same ids: that is how
# wagtail-localize finds the English text of a French one.
_NAMESPACE = uuid.UUID("5b2c9d2e-6f0a-4d1c-9a77-6f3c51c4a4e1")


@dataclass(frozen=True)
class Block:
    """One block of a stream: its type and its value."""

    kind: str
    value: Any


@dataclass(frozen=True)
class Table:
    """The value of a table: headings, then rows, all cells of the same kind."""

    columns: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    kind: str = field(default="text")

    def raw(self, language: str) -> dict[str, Any]:
        return {
            "columns": [
                {"type": self.kind, "heading": resolve(heading, language)}
                for heading in self.columns
            ],
            "rows": [{"values": resolve(list(row), language)} for row in self.rows],
            "caption": "",
        }


def block(kind: str, **values: Any) -> Block:
    """A block whose value is a structure; its fields are given by name."""
    return Block(kind, values)


def build_stream(
    stream_field: StreamField, blocks: Sequence[Block], language: str, path: str
) -> StreamValue:
    """The value of a StreamField in `language`; `path` makes the ids of its blocks.

    Raises ValidationError, as the editor would show it, when a block does not accept its value.
    """
    raw = [
        {
            "type": one.kind,
            "value": _raw(one.value, language, f"{path}/{number}"),
            "id": _identifier(f"{path}/{number}"),
        }
        for number, one in enumerate(blocks)
    ]
    stream_block = stream_field.stream_block
    unknown = {one.kind for one in blocks} - set(stream_block.child_blocks)
    if unknown:
        raise ValidationError(f"{path}: no such block: {', '.join(sorted(unknown))}")
    try:
        value = stream_block.clean(stream_block.to_python(raw))
    except ValidationError as error:
        raise ValidationError(f"{path} ({language}): {_told(error)}") from error
    # Written once and read again, so that every field stands in the data as after an edit.
    return stream_block.to_python(stream_block.get_prep_value(value))


def _identifier(path: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, path))


def _raw(value: Any, language: str, path: str) -> Any:
    value = resolve_once(value, language)
    if isinstance(value, Table):
        return value.raw(language)
    if isinstance(value, dict):
        return {name: _raw(one, language, f"{path}/{name}") for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [
            {
                "type": "item",
                "value": _raw(one, language, f"{path}/{number}"),
                "id": _identifier(f"{path}/{number}"),
            }
            for number, one in enumerate(value)
        ]
    return getattr(value, "pk", value)


def resolve_once(value: Any, language: str) -> Any:
    """Like `resolve` but leaves what is inside for the caller, who needs to know where it stands."""
    return value.resolve(language) if hasattr(value, "resolve") else value


def _told(error: ValidationError) -> str:
    """What a block's error says, with the errors of the blocks inside it."""
    inner = getattr(error, "block_errors", None) or getattr(error, "cell_errors", None)
    if isinstance(inner, dict):
        return "; ".join(f"{name}: {_told(one)}" for name, one in inner.items() if one)
    if isinstance(inner, list):
        return "; ".join(_told(one) for one in inner if one)
    return "; ".join(str(message) for message in error.messages)
