"""The site as `make run` serves it: its own preparation, web server and worker, in a fresh folder."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.processes import NotMeasured, Server, running
from tests.ports import free_port
from tests.servers import PREPARE, ROOT, environment_for

# One machine sends all posts of the bench: counting them still costs what it costs, and turns none away.
POSTS = {"FORM_POSTS_PER_MINUTE": "100000", "LOG_LEVEL": "INFO"}


class OurSite:
    """The starter site in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.environment = environment_for(folder, free_port(), DATABASE_URL=database, **POSTS)

    def make(self) -> None:
        """What `make run` prepares before it serves."""
        self._run("-c", PREPARE)

    def settle(self) -> None:
        """What the worker then does first: the pictures and files of all pages."""
        self._run("manage.py", "worker", "--once")

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotMeasured(f"The site could not be prepared:\n{done.stdout}{done.stderr}")

    @contextlib.contextmanager
    def served(self, name: str = "site", **changes: str) -> Iterator[Server]:
        """One web process, as by default, at a port of its own; `changes`: of its environment."""
        port = free_port()
        environment = {
            **self.environment,
            "PORT": str(port),
            "SITE_URL": f"http://localhost:{port}",
            **changes,
        }
        command = [sys.executable, "-m", "config.server", "--with-parent", "--port", str(port)]
        with running(
            name, command, port=port, folder=self.folder, environment=environment, cwd=ROOT
        ) as server:
            yield server

    @contextlib.contextmanager
    def worker(self) -> Iterator[None]:
        """The worker beside it, as the supervisor starts it."""
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "config.worker"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield
        finally:
            process.terminate()
            process.wait()
