"""Servers that are started, measured while they run, and ended by their number."""

import contextlib
import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
START_TIME = 60  # seconds a server has to answer
STOP_TIME = 45  # seconds it has to end by itself


class NotMeasured(RuntimeError):
    """What was to be measured does not run or does not answer as it should."""


def family(pid: int) -> list[int]:
    """This process and all that it has started, as far as they run."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError):
            children = [
                int(child)
                for task in Path(f"/proc/{one}/task").iterdir()
                for child in (task / "children").read_text().split()
            ]
            found.append(one)
            waiting += children
    return found


def cpu_of(pids: Sequence[int]) -> float:
    """Seconds of CPU, user and system, that these processes have used so far."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


@dataclass(frozen=True)
class Memory:
    """MiB of one process: all it can reach, and its share of that (what several share is divided)."""

    resident: float
    proportional: float


def memory_of(pid: int) -> Memory:
    """What this process takes now."""
    values = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, kib = line.split()[:2]
        values[name] = int(kib) / 1024
    return Memory(values["Rss:"], values["Pss:"])


@dataclass
class Server:
    """A server on loopback that answers HTTP."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    seconds_to_answer: float = 0.0

    @property
    def pids(self) -> list[int]:
        return family(self.process.pid)

    @property
    def cpu(self) -> float:
        return cpu_of(self.pids)

    @property
    def largest(self) -> Memory:
        """The memory of its largest process: the one that answers."""
        return max((memory_of(pid) for pid in self.pids), key=lambda one: one.resident)

    def ask(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, dict[str, str], bytes]:
        """One request on a connection of its own: status, headers (lower-case), body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {"Host": f"localhost:{self.port}", **(headers or {})}
            connection.request(method, path, headers=sent)
            reply = connection.getresponse()
            named = {name.lower(): value for name, value in reply.getheaders()}
            return reply.status, named, reply.read()
        finally:
            connection.close()

    def wait(self, path: str, begun: float) -> None:
        """Until it answers with a page; raises NotMeasured."""
        while time.monotonic() - begun < START_TIME:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask(path)[0] == 200:
                    self.seconds_to_answer = time.monotonic() - begun
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise NotMeasured(f"{self.name} does not answer:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        """End it and whatever it started."""
        pids = self.pids
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        try:
            self.process.wait(STOP_TIME)
        except subprocess.TimeoutExpired:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()


@contextlib.contextmanager
def running(
    name: str,
    command: Sequence[str],
    *,
    port: int,
    folder: Path,
    environment: dict[str, str],
    path: str = "/",
    cwd: Path | None = None,
) -> Iterator[Server]:
    """Start it in `cwd` (`folder`, where its log is), wait until it answers, end it, whatever happens."""
    log = folder / f"{name.replace(' ', '-')}.log"
    begun = time.monotonic()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd or folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches the bench alone, which ends its servers
        )
    server = Server(name, port, process, log)
    try:
        server.wait(path, begun)
        yield server
    finally:
        server.stop()
