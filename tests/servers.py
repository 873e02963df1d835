"""The site as real processes on loopback: granian, Django's production settings, a database of its own."""

import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest

from config.environment import SECRETS
from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
# What `make run` prepares, but for the first accounts: their passwords belong in nobody's var/.
PREPARE = """
import django
from config import catalogues, prepare, start
catalogues.compile_all(start.ROOT)
django.setup()
prepare.database()
start.collect_static()
"""
START_TIME = 60  # seconds a process has to answer


@dataclass
class Reply:
    """An answer as it came over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def all(self, name: str) -> list[str]:
        """Every header of this name."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class SiteServer:
    """A running site."""

    port: int
    var: Path
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.var / f"server-{self.port}.log"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def manage(self, *arguments: str) -> str:
        """`manage.py` beside the server; what it printed. Fails the test when it fails."""
        return run_for(self.environment, "manage.py", *arguments)

    def add_staff(self, *roles: str) -> tuple[str, str]:
        """A staff member with these roles (their slugs); (address, password)."""
        email, password = f"{'-'.join(roles)}@example.com", "a password for the tests only"
        code = (
            "from accounts.models import User; from accounts.services import set_roles;"
            f"user = User.objects.create_user({email!r}, {password!r});"
            f"set_roles(by=None, user=user, roles={list(roles)!r})"
        )
        self.manage("shell", "-v0", "-c", code)
        return email, password

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.server", "--with-parent", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        pause = Event()
        for _ in range(START_TIME * 5):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/healthz").status == 200:
                    return
            assert self.process.poll() is None, self.log.read_text()
            pause.wait(0.2)
        raise AssertionError(f"The server did not answer:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End it as an operator would, and make sure."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(45)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """One request on a connection of its own; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": f"localhost:{self.port}", **(headers or {})}
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Reply(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """GET; header names with underscores for hyphens."""
        return self.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def raw(self, *parts: bytes, wait: float = 10) -> bytes:
        """Send these bytes as they are and read until the server closes or falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            for part in parts:
                connection.sendall(part)
            received = b""
            with contextlib.suppress(OSError):
                while block := connection.recv(65_536):
                    received += block
            return received


def environment_for(var: Path, port: int, **changes: str) -> dict[str, str]:
    """The variables of a site whose files lie in `var`."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "CI")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "ENV_FILE": os.devnull,
        "TEST_VAR": str(var),
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": f"sqlite:///{var / 'site.sqlite3'}",
        "LEDGER_COPY_URL": str(var / "ledger-copy"),
        "DEFAULT_FROM_EMAIL": "Dimelo <site@example.com>",
        "EMAIL_URL": f"filemail:///{var / 'mail'}",
        "LEDGER_URL": f"sqlite:///{var / 'ledger.sqlite3'}",
        "BACKUP_URL": str(var / "backups"),
        **{name: make() for name, make in SECRETS.items()},
        **changes,
    }


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Only one of the test processes at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` has filled, for all test processes together. Copy it."""
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / name
    with alone(shared / f"{name}.lock"):
        done = shared / f"{name}.done"
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder


def run_for(environment: dict[str, str], *arguments: str) -> str:
    """What Python printed with these arguments. Fails the test when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that has been migrated, which takes a minute. Copy it."""

    def make(folder: Path) -> None:
        run_for(environment_for(folder, 8000), "manage.py", "migrate", "-v0")

    return once(tmp_path_factory, "migrated", make)


@pytest.fixture(scope="session")
def filled_database(migrated_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a prepared site, as `make run` begins with. Copy it."""

    def make(folder: Path) -> None:
        shutil.copytree(migrated_database, folder, dirs_exist_ok=True)
        run_for(environment_for(folder, 8000), "-c", PREPARE)

    return once(tmp_path_factory, "filled", make)


@pytest.fixture(scope="session")
def make_site(
    filled_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., SiteServer]]:
    """Start a site with a database of its own: `make_site(SITE_URL="https://…", …)`."""
    running: list[SiteServer] = []

    def make(**changes: str) -> SiteServer:
        var = tmp_path_factory.mktemp("site")
        shutil.copytree(filled_database, var, dirs_exist_ok=True)
        port = free_port()
        server = SiteServer(port, var, environment_for(var, port, **changes))
        running.append(server)
        server.start()
        return server

    yield make
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def site_server(make_site: Callable[..., SiteServer]) -> SiteServer:
    """The site over plain HTTP on loopback, as `make run` serves it. Shared: read, do not break."""
    return make_site()


@pytest.fixture(scope="session")
def tls_site(make_site: Callable[..., SiteServer]) -> "BehindTls":
    """The site as it stands behind a proxy that ends TLS."""
    host = "www.example.com"
    server = make_site(
        SITE_URL=f"https://{host}", ALLOWED_HOSTS=host, TRUSTED_PROXIES="127.0.0.1,::1"
    )
    return BehindTls(server, host)


@dataclass
class BehindTls:
    """What a trusted proxy in front of the server sends on for a visitor."""

    server: SiteServer
    host: str

    def get(self, path: str, **headers: str) -> Reply:
        """GET over https."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        proxied = {
            "Host": self.host,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.7",
        }
        return self.server.request("GET", path, headers={**proxied, **sent})

    def visit(self, path: str) -> Reply:
        """GET, following redirects within the site."""
        for _ in range(5):
            reply = self.get(path)
            if reply.status not in {301, 302, 303, 307, 308}:
                return reply
            path = urlsplit(reply["Location"] or "").path
        raise AssertionError("too many redirects")
