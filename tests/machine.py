"""What the machine has, what is left out without it, and the wall around the tests.

Nothing is skipped: a test whose means are missing is not collected, and the run says so in one line at
its end. In CI (CI=true) a missing means is an error.
"""

import ipaddress
import os
import shutil
import socket
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest

# What these start are real servers with an SQLite database of their own, whatever DATABASE_URL says.
OWN_SERVERS = {"filled_database", "whole_site", "tracked_site"}
# The shell is Chromium without the window around a page, which costs ten times what the page does.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
INSTALL = "apt-get install"


def browser(*, whole: bool = False) -> str | None:
    """Where the machine's Chromium is; `whole`: not the shell, where one is there."""
    names = sorted(BROWSERS, key="chromium-headless-shell".__eq__) if whole else BROWSERS
    return next(filter(None, map(shutil.which, names)), None)


def postgresql_programs() -> Path | None:
    """The folder with PostgreSQL's server programs (Debian keeps them off the PATH)."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    return folders[0] if folders else Path(found).parent if found else None


@lru_cache(maxsize=1)
def can_mount() -> bool:
    """Whether a disk in memory can be mounted here."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        tried = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
        if subprocess.run(tried, check=False, capture_output=True).returncode:
            return False
        return not subprocess.run(["umount", folder], check=False).returncode


def absent() -> dict[str, str]:
    """Marker -> what to say about it, for every means this run has not."""
    missing = {}
    if browser() is None:
        missing["browser"] = f"Chromium is missing ({INSTALL} chromium-headless-shell)"
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        hint = "" if postgresql_programs() else f"; {INSTALL} postgresql"
        missing["postgresql"] = f"DATABASE_URL names no PostgreSQL (see README, Tests{hint})"
    else:
        missing["sqlite"] = (
            "DATABASE_URL names another database (nor are screens looked at again in Chromium)"
        )
    if not os.environ.get("CACHE_URL"):
        hint = "" if shutil.which("redis-server") else f"; {INSTALL} redis-server"
        missing["redis"] = f"CACHE_URL names no Redis (see README, Tests{hint})"
    if not (shutil.which("wrk") and shutil.which("nginx")):
        missing["bench"] = f"wrk or nginx is missing ({INSTALL} wrk nginx)"
    if not can_mount():
        missing["mount"] = "no small disk can be mounted (only root may)"
    if not shutil.which("xgettext"):
        missing["gettext"] = f"gettext is missing ({INSTALL} gettext)"
    return missing


def pytest_configure(config: pytest.Config) -> None:
    # CI runs everything twice, the second time with PostgreSQL and Redis; the programs are needed
    # in both, and it is root, who may mount a small disk.
    for program in ("browser", "gettext", "bench", "mount"):
        if os.environ.get("CI") and program in absent():
            raise pytest.UsageError(absent()[program])
    build_wall()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = set(absent())
    left_out = [
        item
        for item in items
        if any(mark.name in missing for mark in item.iter_markers())
        or ("sqlite" in missing and was_tried_on_sqlite(item))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def was_tried_on_sqlite(item: pytest.Item) -> bool:
    """Whether a run on PostgreSQL would only repeat this test.

    What Chromium is shown is the answer that other tests read by HTTP, on both; and some start a server
    with an SQLite database of its own, whatever DATABASE_URL says.
    """
    if item.get_closest_marker("browser"):
        return True
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & OWN_SERVERS) and not (
        names & {"db", "transactional_db", "live_server"} or item.get_closest_marker("django_db")
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    said = [f"{marker}: {why}" for marker, why in absent().items()]
    if said:
        terminalreporter.write_line("Left out: " + " · ".join(said))


# --- The wall --------------------------------------------------------------------------------------
class BeyondThisMachine(OSError):
    """A test tried to reach another machine."""


def is_here(address: object) -> bool:
    """Whether a socket address is on this machine."""
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def build_wall() -> None:
    """From now on this process connects to loopback only, and asks nobody for names."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded(real):
        def to(self, address):
            if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address):
                raise BeyondThisMachine(f"A test tried to reach {address!r}.")
            return real(self, address)

        return to

    def names(host, *args, **kwargs):
        if host is not None and not is_here((os.fsdecode(host),)):
            raise socket.gaierror(socket.EAI_NONAME, f"A test asked for the address of {host!r}.")
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect = guarded(connect)
    socket.socket.connect_ex = guarded(connect_ex)
    socket.getaddrinfo = names
