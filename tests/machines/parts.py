"""PostgreSQL, Redis and an S3-compatible store on loopback, to be killed and started again."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Event

from tests.machine import postgresql_programs
from tests.machines.disks import held_in, small_disk
from tests.ports import free_port
from tests.servers import ROOT

PATIENCE = 300  # tenths of a second that a part has to come up


@dataclass
class Part:
    """One program of the cluster. `pid`: what has to be ended besides the process itself."""

    name: str
    command: Sequence[str]
    port: int
    ready: Callable[[], bool]
    process: "subprocess.Popen[bytes] | None" = None
    pid: Callable[[], int] | None = None
    files: Path | None = None

    def start(self) -> None:
        """Start it, again and again until it holds: what was killed may still be ending."""
        pause = Event()
        for _ in range(PATIENCE):
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    self.command,
                    cwd=ROOT,
                    env={**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            if self.ready():
                return
            pause.wait(0.1)
        raise AssertionError(f"{self.name} does not start.")

    def kill(self) -> None:
        """SIGKILL: it can neither finish nor tidy up."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            if self.pid is not None:
                os.kill(self.pid(), signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def end(self) -> None:
        """Let it finish: what it has written can be copied afterwards."""
        assert self.process is not None
        os.kill(self.pid() if self.pid is not None else self.process.pid, signal.SIGINT)
        self.process.wait()
        self.process = None


def listens(port: int) -> Callable[[], bool]:
    def ready() -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        return False

    return ready


def as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextlib.contextmanager
def postgresql(filled: Path | None = None, *, room: int = 0) -> Iterator[tuple[Part, str]]:
    """A server of our own with the databases `site` and `ledger`; the part, and its address.

    `filled`: the data of one that was ended, to begin with; `room`: bytes that are free beside them on a
    small disk of its own.
    """
    programs = postgresql_programs()
    assert programs is not None, "PostgreSQL's programs are missing (apt-get install postgresql)"
    folder, port = Path(mkdtemp(prefix="machines-")), free_port()
    folder.chmod(0o711)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        place = folder
        if room and filled is not None:
            place = folder / "disk"
            stack.enter_context(small_disk(place, held_in(filled) + room, mode="0711"))
        yield from _postgresql(programs, place / "postgresql", port, filled)


def _postgresql(
    programs: Path, home: Path, port: int, filled: Path | None
) -> Iterator[tuple[Part, str]]:
    home.mkdir(mode=0o700)
    if as_postgres():
        shutil.chown(home, "postgres")
    if filled is not None:
        subprocess.run(["cp", "-a", filled, home / "data"], check=True)
    else:
        subprocess.run(
            [*as_postgres(), programs / "initdb", "-D", home / "data", "-U", "site", "-A", "trust",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True, capture_output=True, cwd="/",
        )  # fmt: skip

    def ready() -> bool:
        asked = [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-q"]
        return subprocess.run(asked, check=False).returncode == 0

    part = Part(
        "PostgreSQL",
        [*as_postgres(), str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port),
         "-k", str(home), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=150"],
        port,
        ready,
        pid=lambda: int((home / "data" / "postmaster.pid").read_text().split()[0]),
        files=home / "data",
    )  # fmt: skip
    part.start()
    try:
        for name in () if filled is not None else ("site", "ledger"):
            made = [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "site", name]
            subprocess.run(made, check=True)
        yield part, f"postgres://site@127.0.0.1:{port}"
    finally:
        part.kill()
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[Part]:
    """A Redis that keeps nothing."""
    port = free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "",
               "--appendonly", "no", "--dir", str(folder)]  # fmt: skip
    part = Part("Redis", command, port, listens(port))
    part.start()
    try:
        yield part
    finally:
        part.kill()


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[Part]:
    """A store whose files outlive it."""
    port = free_port()
    command = [sys.executable, "-m", "tests.machines.store", str(port), str(folder)]
    part = Part("S3", command, port, listens(port))
    part.start()
    try:
        yield part
    finally:
        part.kill()
