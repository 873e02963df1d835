"""What a newcomer does: clone, `make run`, look, Ctrl-C. And again."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from threading import Event

import pytest

from tests.ports import free_port
from tests.servers import ROOT, SiteServer

# A first start installs every dependency and fills the database.
PATIENCE = 600
pytestmark = [
    pytest.mark.smoke,
    pytest.mark.timeout(2 * PATIENCE),
    pytest.mark.xdist_group("smoke"),  # one clone for all of them
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The last commit in an empty folder, with a space in its name."""
    folder = tmp_path_factory.mktemp("fresh") / "the new site"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return folder


class Run:
    """`make run` in a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder.with_name(f"run-{self.port}.log")
        kept = ("PATH", "HOME", "LANG", "TMPDIR")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "UV_"))}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["make", "run", f"PORT={self.port}"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.site = SiteServer(self.port, folder.parent, {})

    def said(self) -> str:
        return self.log.read_text()

    def wait_for(self, text: str) -> None:
        pause = Event()
        for _ in range(PATIENCE * 5):
            if text in self.said():
                return
            assert self.process.poll() is None, self.said()
            pause.wait(0.2)
        raise AssertionError(f"no “{text}” in:\n{self.said()}")

    def ctrl_c(self) -> None:
        """What the terminal does: SIGINT to everything in the foreground."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(60)

    def left_over(self) -> list[str]:
        """Command lines of processes that still run from this clone."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if str(self.folder) in line or (entry / "cwd").readlink() == self.folder:
                    found.append(line)
        return found


def asked(folder: Path, query: str) -> str:
    """The first row that the clone's database answers with."""
    command = (
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())"
    )
    done = subprocess.run(
        ["python3", "-c", command, str(folder / "var/db.sqlite3"), query],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def settled(folder: Path) -> None:
    """The worker has done what the starter site gave it: pictures of covers, among others."""
    waiting = (
        "SELECT count(*) FROM outbox_delivery"
        " WHERE state IN ('waiting', 'sending') AND not_before IS NULL"
    )
    pause = Event()
    for _ in range(PATIENCE * 2):
        if asked(folder, waiting).startswith("(0,"):
            return
        pause.wait(0.5)
    raise AssertionError("The worker does not come to an end.")


def state(folder: Path) -> dict[str, str]:
    """What a second start must not change: the secrets, the accounts and the pages."""

    def count(table: str) -> str:
        return asked(folder, f"SELECT count(*), max(id) FROM {table}")

    secrets = re.sub(r"(?m)^SITE_URL=.*$", "", (folder / "var/env").read_text())
    tables = ("wagtailcore_page", "accounts_user", "wagtailcore_revision", "cms_siteimage")
    return {"secrets": secrets, **{table: count(table) for table in tables}}


def test_a_newcomer_has_the_site_after_one_command(clone):
    run = Run(clone)
    try:
        run.wait_for("Ctrl-C ends everything")
        said = run.said()
        assert f"http://localhost:{run.port}/admin/" in said
        home = run.site.get("/")
        assert home.status == 200
        assert 'lang="fr' in home.text
        assert run.site.get("/en/").status == 200
        assert run.site.get("/admin/").status == 302
        login = run.site.get("/admin/login/")
        assert login.status == 200
        assert oct((clone / "var/env").stat().st_mode)[-3:] == "600"
        accounts = (clone / "var/first-accounts.txt").read_text()
        assert accounts.strip().splitlines()[-1] in said
        ready(run)
        settled(clone)
    finally:
        run.ctrl_c()
    assert run.left_over() == []
    before = state(clone)
    assert before["accounts_user"].startswith("(6,")

    again = Run(clone)
    try:
        again.wait_for("Ctrl-C ends everything")
        assert "Installing" not in again.said()
        assert again.site.get("/").status == 200
    finally:
        again.ctrl_c()
    assert again.left_over() == []
    assert state(clone) == before


def ready(run: Run) -> None:
    """`/readyz` says yes once the worker has shown itself."""
    pause = Event()
    for _ in range(300):
        reply = run.site.get("/readyz")
        if reply.status == 200:
            return
        pause.wait(0.2)
    raise AssertionError(reply.text)


def test_a_busy_port_is_named(clone):
    import socket

    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = subprocess.run(
            ["make", "run", f"PORT={port}"], cwd=clone, capture_output=True, text=True, check=False
        )
    assert done.returncode != 0
    assert f"Port {port} is already in use" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_nothing_outlives_a_supervisor_that_is_killed(clone):
    run = Run(clone)
    try:
        run.wait_for("Ctrl-C ends everything")
        children = Path(f"/proc/{run.process.pid}/task/{run.process.pid}/children").read_text()
        supervisor = int(children.split()[0])
        os.kill(supervisor, signal.SIGKILL)
        run.process.wait(60)
        pause = Event()
        for _ in range(300):
            if not run.left_over():
                return
            pause.wait(0.2)
        assert run.left_over() == []
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.process.pid, signal.SIGINT)


def test_a_child_that_dies_is_started_again(clone):
    run = Run(clone)
    try:
        run.wait_for("Ctrl-C ends everything")
        server = next(
            int(entry.name)
            for entry in Path("/proc").glob("[0-9]*")
            if f"--port\0{run.port}".encode() in read(entry) and b"config.server" in read(entry)
        )
        os.kill(server, signal.SIGKILL)
        run.wait_for("The web server ended")
        pause = Event()
        for _ in range(300):
            with contextlib.suppress(OSError):
                if run.site.get("/healthz").status == 200:
                    break
            pause.wait(0.2)
        assert run.site.get("/").status == 200
    finally:
        run.ctrl_c()
    assert run.left_over() == []


def read(entry: Path) -> bytes:
    with contextlib.suppress(OSError):
        return (entry / "cmdline").read_bytes()
    return b""


def test_the_clone_needs_nothing_of_this_machine(clone):
    """No file of ours names a place of the machine it was written on."""
    assert shutil.which("git")
    done = subprocess.run(
        ["git", "grep", "-nE", r"/(root|work|home/[a-z]+)/", "--", ":!*.po", ":!requirements"],
        cwd=clone, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == ""
