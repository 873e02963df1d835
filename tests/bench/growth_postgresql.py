"""The same growth on PostgreSQL: what visitors and staff ask for most, CPU of the site and of the database.

A server of our own with three databases, each made out of the last one. What a connection costs is all in
its own process, since the site has PostgreSQL use no parallel workers (config.databases).
"""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tests.bench.growth import LARGE, OF_PAGES, OTHERS, PAGES, ROUNDS, SMALL, grow, ratios
from tests.bench.ours import OurSite
from tests.bench.table import Line
from tests.growth.asking import Station
from tests.machine import postgresql_programs
from tests.machines.parts import postgresql

# No line is about subscribers.
MANY = {**LARGE, "subscribers": SMALL["subscribers"]}


def measure(
    few: Mapping[str, int] = SMALL, many: Mapping[str, int] = MANY, rounds: int = ROUNDS
) -> list[Line]:
    """Every line about what is asked for. Takes some quarter of an hour."""
    with (
        postgresql() as (_part, address),
        tempfile.TemporaryDirectory(prefix="dimelo-growth-") as folder,
        ExitStack() as stack,
    ):
        copies = _grown(Path(folder), address, few, many)
        starter, small, large = (stack.enter_context(Station.of(copy)) for copy in copies)
        lines = []
        for asked in PAGES:
            pair = [small if asked.is_list else starter, large]
            lines += ratios(pair, asked, rounds * OF_PAGES // ROUNDS, also_bytes=True)
        for asked in OTHERS:
            lines += ratios([small, large], asked, rounds)
    return [replace(line, what=f"PostgreSQL: {line.what}") for line in lines]


def _grown(
    folder: Path, address: str, few: Mapping[str, int], many: Mapping[str, int]
) -> list[dict[str, str]]:
    """The environments of the starter site, the small one, the large one."""
    _create(address, "starter")
    starter = OurSite(folder / "starter", f"{address}/starter")
    starter.environment |= {"LOG_LEVEL": "CRITICAL", "PAGE_CACHE_MEGABYTES": "32"}
    starter.make()
    copies, last = [starter.environment], "starter"
    more = {name: number - few[name] for name, number in many.items()}
    for name, grown in (("small", few), ("large", more)):
        _create(address, name, "--template", last)
        shutil.copytree(folder / last, folder / name)
        copies.append(
            {
                key: value.replace(str(folder / last), str(folder / name)).replace(
                    f"{address}/{last}", f"{address}/{name}"
                )
                for key, value in copies[-1].items()
            }
        )
        grow(copies[-1], grown)
        last = name
    return copies


def _create(address: str, *arguments: str) -> None:
    programs = postgresql_programs()
    assert programs is not None
    where = address.removeprefix("postgres://site@127.0.0.1:")
    command = [programs / "createdb", "-h", "127.0.0.1", "-p", where, "-U", "site", *arguments]
    subprocess.run(command, check=True)
