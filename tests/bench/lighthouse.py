"""What Lighthouse says of every template in both languages: 100 in each category is what is promised.

Lighthouse comes from npm, at one version, into var/ when it is wanted first; it drives the machine's
Chromium with its own throttling (a middling phone on a slow line, simulated). A page that is not at
100 at once is looked at twice more, each time after all the others, and its median counts: a figure
suffers from whatever else the machine does for a minute. A page that asks search engines to stay away
is not judged by SEO, and an address that does not exist, on which Lighthouse insists to be told to look,
not by what the browser itself writes into the console then: that the answer was 404.

By itself, for all pages or those that are named (with Lighthouse's view of a desktop on request):
`PYTHONPATH=site python -m tests.bench.lighthouse [--desktop] [PATH …]`. Exit codes as of `make bench`.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.databases import databases
from tests.bench.ours import OurSite
from tests.bench.processes import NotMeasured, Server, family
from tests.bench.table import Line, print_table, say
from tests.machine import browser
from tests.servers import ROOT

VERSION = "12.8.2"  # the last that runs with the Node.js of Debian, 18.16 or later
FOLDER = ROOT / "var" / f"lighthouse-{VERSION}"
PROGRAM = FOLDER / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
FULL = 100
# Where Lighthouse itself says no more than "please run Lighthouse again"; so often at most.
LOST = frozenset({"NO_NAVSTART", "NO_TRACING_STARTED", "NO_SPEEDLINE_FRAMES", "INVALID_SPEEDLINE"})
LOOKS = 4
MOST_NAMED = 3  # pages in a note
NOWHERE = "-does-not-exist/"  # how the address ends that is to be a 404
TIME = 180  # seconds that one page may take
INSTALL_TIME = 600  # seconds
KEEPS_AWAY = re.compile(rb'<meta\s+name="robots"\s+content="[^"]*noindex', re.IGNORECASE)


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of one page: scores of 100 by category, and the audits that cost some."""

    path: str
    scores: Mapping[str, float]
    failed: Mapping[str, Sequence[str]]
    is_look: bool = True  # no: the browser's recording was lost, which says nothing of the page

    @property
    def is_full(self) -> bool:
        return all(score >= FULL for score in self.scores.values())


def read(told: Mapping[str, Any], path: str) -> Report:
    """A report as Lighthouse writes it; what it could not judge has no points."""
    scores, failed = {}, {}
    error = told.get("runtimeError", {}).get("code", "")
    for name, category in told["categories"].items():
        # Lighthouse rounds to two digits itself; so 99.5 is 100, here as on its own page.
        scores[name] = round((0 if error else category["score"] or 0) * FULL)
        failed[name] = [error] if error else [*costly(category, told["audits"])]
    return Report(path, scores, failed, is_look=error not in LOST)


def costly(category: Mapping[str, Any], audits: Mapping[str, Any]) -> list[str]:
    """The audits of a category that took points from it, the heaviest first."""
    weighed = [(one["weight"], one["id"]) for one in category["auditRefs"] if one["weight"]]
    return [
        name
        for _weight, name in sorted(weighed, reverse=True)
        if audits[name]["scoreDisplayMode"] == "error" or (audits[name]["score"] or 0) < 1
        if audits[name]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]


def median(reports: Sequence[Report]) -> Report:
    """Of several reports of one page (an odd number): by category the one in the middle."""
    scores, failed = {}, {}
    for name in reports[0].scores:
        middle = statistics.median(one.scores[name] for one in reports)
        scores[name] = middle
        failed[name] = next(one.failed[name] for one in reports if one.scores[name] == middle)
    return Report(reports[0].path, scores, failed)


def judged(look: Callable[[str], Report], paths: Sequence[str]) -> list[Report]:
    """Of each page one look where that is enough, else the median of three in three rounds."""
    looks = {path: [look(path)] for path in paths}
    for _again in range(2):
        for of in looks.values():
            if not of[0].is_full:
                of.append(look(of[0].path))
    return [median(of) for of in looks.values()]


def lines(reports: Sequence[Report]) -> list[Line]:
    """One line for each category: its lowest score, and where the points were lost."""
    told = []
    for name, called in CATEGORIES.items():
        scored = sorted(
            (one for one in reports if name in one.scores), key=lambda one: one.scores[name]
        )
        lost = [
            f"{one.path} {one.scores[name]:.0f} ({', '.join(one.failed[name])})"
            for one in scored
            if one.scores[name] < FULL
        ]
        if len(lost) > MOST_NAMED:
            lost[MOST_NAMED:] = [f"and {len(lost) - MOST_NAMED} more"]
        if scored:
            what = f"Lighthouse, {called}: the lowest of {len(scored)} pages"
            lowest = scored[0].scores[name]
            told.append(Line(what, lowest, FULL, "", at_least=True, note=", ".join(lost)))
    return told


# --- The tool ----------------------------------------------------------------------------------------
def missing() -> str:
    """Why Lighthouse cannot be had; empty when it is there (installed now, where need be)."""
    if browser() is None:
        return "Chromium is missing"
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "npm is missing (apt-get install npm)"
    if PROGRAM.exists():
        return ""
    say(f"Lighthouse {VERSION} is installed with npm")
    with tempfile.TemporaryDirectory(prefix="lighthouse-", dir=made(FOLDER.parent)) as folder:
        command = [npm, "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"]
        command += ["--ignore-scripts", "--prefix", folder, f"lighthouse@{VERSION}"]
        code, _output, errors = run(command, INSTALL_TIME)
        if code:
            return f"npm could not install it: {errors.strip()[-500:]}"
        # Whole or not at all, should this be cut off.
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.move(f"{folder}/node_modules", made(FOLDER) / "node_modules")
    return ""


def made(folder: Path) -> Path:
    """The folder, which is there afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(command: Sequence[str], seconds: int, **changes: str) -> tuple[int, str, str]:
    """Run it and what it starts, at most so long: exit code, and what it wrote to either stream."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **changes},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"{command[0]} took more than {seconds} s") from None
    finally:
        if process.poll() is None:  # too slow, or all is ended: Chromium would stay behind
            for pid in family(process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()
    return process.returncode, output, errors


def looked_at(server: Server, path: str, *, desktop: bool) -> Report:
    """What Lighthouse says of this page now."""
    status, headers, body = server.ask(path)  # also: kept from now on, as it is for most visitors
    wanted = list(CATEGORIES)
    options = ["--preset=desktop"] if desktop else []
    gone = status == 404 and path.endswith(NOWHERE)
    if status != 200 and not gone:
        raise NotMeasured(f"{path} answers with {status}")
    if gone:
        options += ["--ignore-status-code", "--skip-audits=errors-in-console"]
    if gone or "noindex" in headers.get("x-robots-tag", "") or KEEPS_AWAY.search(body):
        wanted.remove("seo")
    folder = server.log.parent
    report = folder / "lighthouse.json"
    report.unlink(missing_ok=True)
    command = [
        str(PROGRAM),
        f"http://localhost:{server.port}{path}",
        f"--only-categories={','.join(wanted)}",
        "--chrome-flags=--headless=new --no-sandbox",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
        "--no-enable-error-reporting",
        *options,
    ]
    # Where Chromium has its profile: gone with the rest, whatever happens.
    code, output, errors = run(
        command, TIME, CHROME_PATH=browser(whole=True) or "", TMPDIR=str(folder)
    )
    if not report.exists():
        raise NotMeasured(
            f"Lighthouse on {path} ended with {code}:\n{output[-500:]}{errors[-2000:]}"
        )
    return read(json.loads(report.read_text()), path)


def every_page(site: OurSite) -> list[str]:
    """One page of every template and language."""
    command = [sys.executable, "-m", "tests.bench.screens"]
    code, output, errors = run(command, TIME, **site.environment)
    if code:
        raise NotMeasured(f"The pages are not known:\n{errors[-2000:]}")
    return list(json.loads(output))


def measure(
    site: OurSite, server: Server, paths: Sequence[str] = (), *, desktop: bool = False
) -> list[Line]:
    """The lines of all categories; where Lighthouse cannot be had, one that does not hold and says why."""
    if why := missing():
        return [Line("Lighthouse, every category", 0, FULL, "", at_least=True, note=why)]

    def look(path: str) -> Report:
        for _again in range(LOOKS):
            report = looked_at(server, path, desktop=desktop)
            if report.is_look:
                break
        say(f"{path} {' '.join(f'{score:.0f}' for score in report.scores.values())}")
        return report

    return lines(judged(look, paths or every_page(site)))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lighthouse", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="of the site; all templates without"
    )
    parser.add_argument("--desktop", action="store_true", help="instead of a phone")
    options = parser.parse_args(arguments)
    if why := missing():
        say(f"Not possible: {why}")
        return 2
    # Ended like Ctrl-C, so that everything is put away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="dimelo-lighthouse-") as name:
        folder = Path(name)
        with databases(folder) as (address, _other):
            site = OurSite(folder / "site", address)
            site.make()
            with site.worker(), site.served() as server:
                try:
                    told = measure(site, server, options.paths, desktop=options.desktop)
                except NotMeasured as reason:
                    say(f"Not all could be measured: {reason}")
                    return 1
    print_table(told)
    return 0 if all(line.holds for line in told) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
