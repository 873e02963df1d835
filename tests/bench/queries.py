"""SQL queries of a page that is not kept: counted by the test that holds them, shown here."""

import os
import subprocess
import sys
from pathlib import Path

from defusedxml import ElementTree

from tests.bench.processes import NotMeasured
from tests.bench.table import Line
from tests.servers import ROOT

TEST = "tests/config/pagecache/test_queries.py::test_every_kind_of_page_asks_little"
NAMES = {
    "home": "home with all its blocks",
    "content": "content page",
    "listing": "listing",
    "form": "page with a form",
    "offer": "job offer",
    "spontaneous": "spontaneous application",
    "missing": "404",
}


def measure(folder: Path) -> list[Line]:
    """One line for each kind of page: the most that any page of it asks."""
    report = folder / "queries.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-o", "junit_family=xunit1"]  # the kind that has properties of a test
    done = subprocess.run(
        [*command, f"--junitxml={report}", TEST],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    counted: dict[str, tuple[int, int]] = {}
    if report.is_file():
        for one in ElementTree.parse(report).iter("property"):
            kind, _, bound = str(one.get("name")).partition(" ≤ ")
            most, _bound = counted.get(kind, (0, 0))
            counted[kind] = (max(most, int(str(one.get("value")))), int(bound))
    if not counted:
        raise NotMeasured(f"The queries were not counted:\n{done.stdout[-3000:]}{done.stderr}")
    return [
        Line(f"SQL queries, page cache off: {NAMES.get(kind, kind)}", most, bound, "")
        for kind, (most, bound) in counted.items()
    ]
