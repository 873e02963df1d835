"""Twenty years of everything: 20,000 pages, 100,000 leads, 100,000 applications, 200,000 subscribers.

`make soak` makes them twice over in files of SQLite, measures, and prints the table of `make bench`.
"""

import pytest

from tests.bench.growth import measure
from tests.bench.table import print_table

pytestmark = pytest.mark.timeout(3600)


def test_every_figure_about_growth_holds():
    lines = measure()
    print_table(lines)
    assert [line.what for line in lines if not line.holds] == []
