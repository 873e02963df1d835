"""Twenty years of everything: 20,000 pages, 100,000 leads, 100,000 applications, 200,000 subscribers.

`make soak` makes them in files of SQLite and in PostgreSQL, measures, and prints the tables of `make bench`.
"""

import pytest

from tests.bench import growth, growth_postgresql
from tests.bench.table import print_table

pytestmark = pytest.mark.timeout(3600)


@pytest.mark.parametrize("measure", [growth.measure, growth_postgresql.measure])
def test_every_figure_about_growth_holds(measure):
    lines = measure()
    print_table(lines)
    assert [line.what for line in lines if not line.holds] == []
