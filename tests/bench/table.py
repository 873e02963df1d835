"""The table that `make bench` prints: what was measured beside what is promised."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One promise: the figure in its unit, and the bound that it keeps to."""

    what: str
    figure: float
    bound: float
    unit: str = "×"
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound

    @property
    def cells(self) -> tuple[str, ...]:
        bound = f"{'≥' if self.at_least else '≤'} {number(self.bound)} {self.unit}"
        return (
            self.what,
            f"{number(self.figure)} {self.unit}",
            bound,
            "yes" if self.holds else "NO",
            self.note,
        )


HEAD = ("What", "Measured", "Bound", "Holds", "Note")


def number(value: float) -> str:
    """As many digits as say something."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def say(line: str) -> None:
    """Tell how far it is, beside the table."""
    sys.stderr.write(f"{line}\n")


def print_table(lines: Sequence[Line]) -> None:
    """Print the lines as a table that a README takes as it is."""
    rows = [HEAD, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    rows.insert(1, tuple("-" * width for width in widths))
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()
