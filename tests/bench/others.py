"""What the site is measured against: a bare view, nginx, and an empty Wagtail project."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.processes import NotMeasured, Server, running
from tests.ports import free_port

FILES = Path(__file__).with_name("files")
BIN = Path(sys.executable).parent
# One process that answers, as the site has; threads, so that connections may be kept.
GUNICORN = ("--workers=1", "--threads=4", "--keep-alive=5", "--log-level=warning")
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


def plain_environment(**changes: str) -> dict[str, str]:
    """Nothing of the site's settings."""
    return {**{name: os.environ[name] for name in KEPT if name in os.environ}, **changes}


def gunicorn(application: str, port: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", *GUNICORN]
    return [*command, f"--bind=127.0.0.1:{port}", application]


@contextlib.contextmanager
def bare_view(folder: Path, body: bytes) -> Iterator[Server]:
    """A Django view that returns these bytes, under gunicorn."""
    folder.mkdir()
    shutil.copy(FILES / "bare.py", folder)
    (folder / "body").write_bytes(body)
    port = free_port()
    with running(
        "bare view",
        gunicorn("bare:application", port),
        port=port,
        folder=folder,
        environment=plain_environment(DJANGO_SETTINGS_MODULE="bare"),
    ) as server:
        yield server


@contextlib.contextmanager
def nginx(folder: Path, body: bytes, headers: dict[str, str]) -> Iterator[Server]:
    """nginx with these bytes in a file and these headers, and Debian's usual settings."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    (pages / "index.html").write_bytes(body)
    port = free_port()
    added = "\n".join(
        f"add_header {name} '{value.replace(chr(39), chr(92) + chr(39))}';"
        for name, value in headers.items()
    )
    written = (FILES / "nginx.conf").read_text()
    # The folder is its owner's alone, and root's nginx would read it as somebody else.
    user = "user root;" if os.geteuid() == 0 else ""
    values = {"USER": user, "FOLDER": str(folder), "PORT": str(port), "HEADERS": added}
    for name, value in values.items():
        written = written.replace(f"@{name}@", value)
    (folder / "nginx.conf").write_text(written)
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with running(
        "nginx", command, port=port, folder=folder, environment=plain_environment()
    ) as server:
        yield server


class EmptyProject:
    """What `wagtail start` makes, with a page that has a contact form and under production settings."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.environment = plain_environment(
            DJANGO_SETTINGS_MODULE="empty.settings.bench", DATABASE_URL=database, PYTHONPATH="."
        )

    def make(self) -> None:
        """Have it made and its database filled."""
        self.folder.mkdir()
        self._run(str(BIN / "wagtail"), "start", "empty", str(self.folder))
        shutil.copy(FILES / "empty_settings.py", self.folder / "empty" / "settings" / "bench.py")
        shutil.copytree(FILES / "writing", self.folder / "writing")
        self._run(sys.executable, "manage.py", "makemigrations", "writing", "-v0")
        self._run(sys.executable, "manage.py", "migrate", "-v0")
        self._run(sys.executable, "manage.py", "make_form")

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotMeasured(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")

    @contextlib.contextmanager
    def served(self) -> Iterator[Server]:
        """Under gunicorn."""
        port = free_port()
        with running(
            "empty project",
            gunicorn("empty.wsgi:application", port),
            port=port,
            folder=self.folder,
            environment=self.environment,
        ) as server:
            yield server
