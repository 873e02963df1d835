"""Loads by wrk: so many requests a second, how evenly, and what each costs the server."""

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.processes import NotMeasured, Server

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16
# What a browser sends with each page: a person's request, for the site's own counting too.
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
    "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}


@dataclass(frozen=True)
class Result:
    """What one load showed: requests a second, ms of the server's CPU for each, latencies in ms."""

    a_second: float
    cpu: float
    p50: float
    p99: float


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
            before = self.server.cpu
            done = subprocess.run(
                [*command, address, file.name], capture_output=True, text=True, check=False
            )
            used = self.server.cpu - before
        if done.returncode:
            raise NotMeasured(f"wrk failed at «{self.name}»: {done.stdout}{done.stderr}")
        told = json.loads(done.stdout.splitlines()[-1])
        if told["failed"] or not told["requests"]:
            raise NotMeasured(f"{told['failed']} requests failed at «{self.name}»")
        return Result(
            told["requests"] / told["microseconds"] * 1e6,
            used / told["requests"] * 1000,
            told["p50"] / 1000,
            told["p99"] / 1000,
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
