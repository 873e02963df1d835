"""PDFs of the site: set by typst in our own fonts, tagged (PDF/UA-1), the same bytes for the same content."""

from collections.abc import Mapping
from pathlib import Path

FONTS = Path(__file__).with_name("pdf_fonts")


def typeset(design: Path, *, inputs: Mapping[str, str], timestamp: int | None = None) -> bytes:
    """Set a design (a .typ file) with these inputs.

    They are data for it: nothing in them is read as an instruction. No font of the machine is used,
    so that a PDF looks alike wherever it was made.
    """
    import typst  # many MB, which a web process hardly ever needs

    made = typst.compile(
        design,
        root=design.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=dict(inputs),
        pdf_standards=["ua-1"],
        timestamp=timestamp,
    )
    assert isinstance(made, bytes)  # noqa: S101  (one file was asked for)
    return made
