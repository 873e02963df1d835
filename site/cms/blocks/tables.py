"""A table whose words wagtail-localize can send for translation.

Its own extractor knows text, rich text, lists and structures, and passes over everything else: the
English page would show the French table, and writing English into it would not last.
"""

from collections import defaultdict
from typing import Any

from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter


class TranslatableTableBlock(TypedTableBlock):
    """A typed table; its headings (h0, h1…) and cells (r0c0, r0c1…) are texts to translate."""

    def get_translatable_segments(self, value: TypedTable) -> list[Any]:
        """The texts of the table, each with its place (asked for by wagtail-localize)."""
        segments: list[Any] = [
            StringSegmentValue(f"h{number}", column["heading"])
            for number, column in enumerate(value.columns)
        ]
        extractor = StreamFieldSegmentExtractor(None)
        for row_number, row in enumerate(value.row_data):
            for number, (column, cell) in enumerate(zip(value.columns, row["values"], strict=True)):
                segments += [
                    segment.wrap(f"r{row_number}c{number}")
                    for segment in extractor.handle_block(column["block"], cell)
                    # A link in a cell leads to the same place in every language.
                    if not isinstance(segment, OverridableSegmentValue)
                ]
        return segments

    def restore_translated_segments(self, value: TypedTable, segments: list[Any]) -> TypedTable:
        """`value` with the texts of `segments` in their places."""
        by_place: dict[str, list[Any]] = defaultdict(list)
        for segment in segments:
            place, inner = segment.unwrap()
            by_place[place].append(inner)
        writer = StreamFieldSegmentsWriter(None, None, None)
        for number, column in enumerate(value.columns):
            for segment in by_place.get(f"h{number}", ()):
                column["heading"] = segment.render_text()
        for row_number, row in enumerate(value.row_data):
            for number, column in enumerate(value.columns):
                found = by_place.get(f"r{row_number}c{number}")
                if found:
                    row["values"][number] = writer.handle_block(
                        column["block"], row["values"][number], found
                    )
        return value
