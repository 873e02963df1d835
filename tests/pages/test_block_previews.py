"""The chooser of blocks shows each of them in the site's own style."""

import pytest
from django.template.loader import render_to_string

from pages.body_blocks import OpenedBodyBlock

BLOCKS = OpenedBodyBlock().child_blocks


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, one in BLOCKS.items() if one.is_previewable])
def test_a_preview_shows_the_block_in_our_style(name, rf):
    block = BLOCKS[name]
    value = block.normalize(block.get_preview_value())
    html = render_to_string(
        block.get_preview_template(value),
        {"bound_block": block.bind(value), "block_def": block, "page_title": "Aperçu"},
        rf.get("/"),
    )
    assert "css/main.css" in html
    assert "<main>" in html
    assert " style=" not in html


def test_most_blocks_have_one():
    without = {name for name, one in BLOCKS.items() if not one.is_previewable}
    assert without <= {"gallery", "download"}
