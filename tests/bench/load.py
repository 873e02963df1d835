"""Loads by wrk: so many requests a second, how evenly, and what each costs the server."""

import contextlib
import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.processes import TICKS, NotMeasured, Server

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16
# What a browser sends with each page: a person's request, for the site's own counting too.
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
    "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}


def busy() -> float:
    """Seconds of CPU that the whole machine has used so far."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    user, nice, system, _idle, _waiting, irq, softirq, steal = fields
    return (user + nice + system + irq + softirq + steal) / TICKS


def of_children() -> float:
    """Seconds of CPU of the programs that this process has run and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True)
class Result:
    """What one load showed: requests a second, ms of the server's CPU for each, latencies in ms.

    `taken`: which part of the machine other work took meanwhile.
    """

    a_second: float
    cpu: float
    p50: float
    p99: float
    taken: float = 0.0


@dataclass(frozen=True)
class Load:
    """Requests, sent in turn over some connections: paths, each maybe with a tab and a cookie."""

    name: str
    server: Server
    requests: Sequence[str] = ("/",)
    connections: int = CONNECTIONS
    headers: Mapping[str, str] = field(default_factory=dict)

    def run(self, seconds: int) -> Result:
        """Send them for so long. Raises NotMeasured when any fails."""
        with tempfile.NamedTemporaryFile("w", suffix=".requests") as file:
            file.write("".join(f"{one}\n" for one in self.requests))
            file.flush()
            headers = {"Host": f"localhost:{self.server.port}", **BROWSER, **self.headers}
            command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "-s", str(SCRIPT)]
            for name, value in headers.items():
                command += ["-H", f"{name}: {value}"]
            address = f"http://127.0.0.1:{self.server.port}/"
            before, own, begun = self.server.cpu, of_children(), busy()
            done = subprocess.run(
                [*command, address, file.name], capture_output=True, text=True, check=False
            )
            used = self.server.cpu - before
            other = busy() - begun - used - (of_children() - own)
        if done.returncode:
            raise NotMeasured(f"wrk failed at «{self.name}»: {done.stdout}{done.stderr}")
        told = json.loads(done.stdout.splitlines()[-1])
        failed = ", ".join(f"{number} {how}" for how, number in told["failed"].items() if number)
        if failed or not told["requests"]:
            raise NotMeasured(f"requests failed at «{self.name}»: {failed or 'all'}")
        return Result(
            told["requests"] / told["microseconds"] * 1e6,
            used / told["requests"] * 1000,
            told["p50"] / 1000,
            told["p99"] / 1000,
            max(0.0, other / (told["microseconds"] / 1e6) / (os.cpu_count() or 1)),
        )


def interleaved(loads: Sequence[Load], *, rounds: int, seconds: int) -> dict[str, list[Result]]:
    """Each load once a round, so that whatever else the machine does meets them alike."""
    seen: dict[str, list[Result]] = {load.name: [] for load in loads}
    for load in loads:
        # Warm. On a busy machine a first second may pass in starting threads; what fails, fails again.
        with contextlib.suppress(NotMeasured):
            load.run(1)
    for _round in range(rounds):
        for load in loads:
            seen[load.name].append(load.run(seconds))
    return seen
