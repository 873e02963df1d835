"""A web server and a worker as they run for good, on what they stand on, to be taken away and given back."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from tests.guide.texts import cv
from tests.machines.cluster import PATHS, Cluster
from tests.machines.parts import Part
from tests.machines.standing import standing
from tests.machines.visitors import FORM, Visitors, token_in, token_path
from tests.ports import free_port
from tests.servers import ROOT, Reply, SiteServer, environment_for

PATIENCE = 60  # seconds that anything may take before a test gives up waiting for it
OPEN = {"FORM_POSTS_PER_MINUTE": "0", "HUMAN_CHECK_MIN_SECONDS": "0", "METRICS_TOKEN": "m" * 24}
# A form without a choice, so that posts need not read the page; then the path of each form.
READY = f"from leads.models import ContactForm; ContactForm.objects.update(subjects=[])\n{PATHS}"
MESSAGE = "Ce que le visiteur avait écrit, avec soin."


@dataclass
class Scene:
    """What runs. `paths`: of each form. `log`: what the worker has written.

    `begun_with`: the token of somebody who began to fill in a form while all was well.
    """

    server: SiteServer
    paths: dict[str, str]
    parts: dict[str, Part]
    log: Path
    worker: "subprocess.Popen[bytes] | None" = None
    begun_with: str = ""

    def start_worker(self) -> None:
        """The worker, as `make run` and the image start it."""
        with self.log.open("ab") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "-m", "config.worker"],
                cwd=ROOT,
                env=self.server.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self) -> None:
        """Kill the worker, stop the server."""
        if self.worker is not None:
            self.worker.kill()
            self.worker.wait()
        self.server.stop()

    def readiness(self) -> tuple[int, dict[str, str]]:
        """What a load balancer is told: the status, and each part."""
        reply = self.server.get("/readyz")
        return reply.status, json.loads(reply.text).get("parts", {})

    def metrics(self) -> Reply:
        """What Prometheus is told."""
        token = self.server.environment["METRICS_TOKEN"]
        return self.server.get("/metrics", Authorization=f"Bearer {token}")

    def is_ready(self) -> bool:
        return self.readiness()[0] == 200

    def figure(self, name: str) -> float | None:
        """A figure of `/metrics` without labels."""
        for line in self.metrics().text.splitlines():
            if line.startswith(f"{name} "):
                return float(line.split()[1])
        return None

    def token(self) -> str:
        """A token of the contact form."""
        return token_in(self.server.get(token_path("contact")).text)

    def write(
        self,
        number: int,
        *,
        token: str | None = None,
        headers: dict[str, str] | None = None,
        **more: str,
    ) -> Reply:
        """One visitor asks for a token, unless they have one, and sends the contact form.

        Where there is no token, the answer to that question comes back.
        """
        if token is None:
            answer = self.server.get(token_path("contact"))
            if answer.status != 200:
                return answer
            token = token_in(answer.text)
        fields = {
            "last_name": "Nom",
            "first_name": "Prénom",
            "email": f"v{number}@entreprise.example",
            "company": "Entreprise",
            "message": MESSAGE,
            "form_token": token,
            **more,
        }
        sent = urlencode(fields).encode()
        headers = {"Content-Type": FORM, **(headers or {})}
        return self.server.request("POST", self.paths["contact"], sent, headers)

    def visitors(self, wanted: int) -> Visitors:
        """People who write, subscribe and apply until they are thanked."""
        return Visitors([self.server], self.paths, cv("Nom", "Un CV."), wanted=wanted)

    def settle(self) -> tuple[dict[str, object], dict[str, set[str]]]:
        """End the worker, finish what is left; what is stored, and who was sent which mails."""
        assert self.worker is not None
        assert self.worker.poll() is None, self.log.read_text()[-3000:]
        machines = Cluster([self.server], list(self.parts.values()), [self.worker])
        return machines.settle(), machines.mails()


def until(condition: Callable[[], bool], what: str, seconds: int = PATIENCE) -> None:
    """Wait for it, not longer than so many seconds."""
    pause = Event()
    for _ in range(seconds * 5):
        if condition():
            return
        pause.wait(0.2)
    raise AssertionError(f"Never: {what}")


@contextlib.contextmanager
def running(server: SiteServer, log: Path, **parts: Part) -> Iterator[Scene]:
    """Server and worker on what is prepared already, ready to serve."""
    paths = json.loads(server.manage("shell", "-v0", "-c", READY))
    scene = Scene(server, paths, parts, log)
    try:
        server.start()
        scene.start_worker()
        until(scene.is_ready, "ready")
        yield scene
    finally:
        scene.end()


@contextlib.contextmanager
def on_postgresql(
    folder: Path, filled: Path | None = None, *, room: int = 0, **changes: str
) -> Iterator[Scene]:
    """On a PostgreSQL, a Redis and a store of its own; `filled`: of `filled_machines`; `room`: as there."""
    stood = standing(folder, filled, room=room, **{**OPEN, **changes})
    with stood as (variables, database, cache, store):
        server = SiteServer(int(variables["PORT"]), folder, variables)
        log = folder / "worker.log"
        with running(server, log, database=database, cache=cache, store=store) as scene:
            yield scene


@contextlib.contextmanager
def on_sqlite(filled: Path, folder: Path, *, logs: Path, **changes: str) -> Iterator[Scene]:
    """On files in `folder`: a copy of a filled site. `logs`: where server and worker write."""
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    port = free_port()
    server = SiteServer(port, folder, environment_for(folder, port, **{**OPEN, **changes}))
    server.log = logs / "server.log"
    with running(server, logs / "worker.log") as scene:
        yield scene
