"""`make bench`: how fast the site is, as ratios to others measured in the same run, beside what is promised.

Starts the site as `make run` does, with PostgreSQL where DATABASE_URL names one and SQLite otherwise, and
beside it a bare Django view, nginx and the empty project of `wagtail start`. Everything it starts it
ends, and its files are in one temporary folder. Exit codes: 0 every line holds, 1 one does not, 2 wrk,
nginx, npm or Chromium is missing.
"""

import argparse
import contextlib
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

from tests.bench import following, growth, lighthouse, queries, speed, visit
from tests.bench.databases import databases
from tests.bench.others import EmptyProject, bare_view, nginx
from tests.bench.ours import OurSite
from tests.bench.processes import NotMeasured
from tests.bench.table import Line, print_table, say
from tests.machine import browser

PROGRAMS = ("wrk", "nginx", "npm")
PACKAGES = "apt-get install wrk nginx chromium npm"


def end(number: int, frame: FrameType | None) -> None:
    """Ended like Ctrl-C, so that everything is put away."""
    raise KeyboardInterrupt


def measure(folder: Path, rounds: speed.Rounds, lines: list[Line]) -> None:
    """Add every line, in the order of the table."""
    with contextlib.ExitStack() as stack:
        ours, others = stack.enter_context(databases(folder))
        site, empty = OurSite(folder / "site", ours), EmptyProject(folder / "empty", others)
        say("Preparing the site and the empty project")
        site.make()
        site.settle()
        empty.make()
        say("Starting both, in turn")
        start = speed.started(site, empty, speed.Rounds(min(rounds.number, 3), 0))
        stack.enter_context(site.worker())
        mine, other = stack.enter_context(site.served()), stack.enter_context(empty.served())
        body, headers = speed.answer_of(mine)
        view = stack.enter_context(bare_view(folder / "view", body))
        files = stack.enter_context(nginx(folder / "nginx", body, headers))
        say("Kept pages")
        lines += speed.warm(mine, view, files, rounds)
        say("Pages that Django makes")
        lines += speed.made(mine, other, queries.dearest(site.environment), rounds)
        say("Forms")
        lines.append(speed.posted(mine, other, rounds))
        lines += [start, speed.memory(mine, other)]
        say("Queries")
        lines += queries.measure(site.environment, mine)
        say("Another machine")
        lines.append(following.measure(folder, site, ours))
        say("A first visit")
        lines += visit.measure(mine)
        say("Lighthouse, of every template: a quarter of an hour")
        lines += lighthouse.measure(site, mine)
    say("Growth: some fifteen minutes")
    lines += growth.measure()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of every load; 3 at least")
    parser.add_argument("--seconds", type=int, default=3, help="of one load")
    options = parser.parse_args(arguments)
    if options.rounds < 3 or options.seconds < 1:
        parser.error("a median wants three rounds, and a load a second")
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if browser() is None:
        missing.append("chromium")
    if missing:
        say(f"{' and '.join(missing)} missing: {PACKAGES}")
        return 2
    signal.signal(signal.SIGTERM, end)
    lines: list[Line] = []
    measured = False
    try:
        with tempfile.TemporaryDirectory(prefix="dimelo-bench-") as folder:
            measure(Path(folder), speed.Rounds(options.rounds, options.seconds), lines)
        measured = True
    except KeyboardInterrupt:
        say("Ended; nothing is left running.")
        return 130
    except NotMeasured as reason:
        say(f"Not all could be measured: {reason}")
    print_table(lines)
    return 0 if measured and all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
