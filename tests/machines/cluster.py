"""Two web servers and two workers over PostgreSQL, Redis and an S3-compatible store, all on loopback.

`python -m tests.machines.cluster 300` kills each of the seven in turn while people write, subscribe and
apply, and counts afterwards.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from tests.guide.texts import cv
from tests.leads.killing import without_subjects
from tests.machines.parts import Part
from tests.machines.rolling import restarted_under_load
from tests.machines.standing import standing
from tests.machines.visitors import APPLICATION, CONTACT, KINDS, LETTER, Visitors
from tests.ports import free_port
from tests.servers import ROOT, SiteServer

# What is left is done as if the leases of those that were killed had run out; then what the database and
# the store hold, as the site itself reads it.
COUNT = """
import json
from collections import Counter
from django.core.files.storage import storages
from django.utils import timezone
from careers.applications.models import Application, ApplicationFile
from careers.applications.vault.files import read
from leads.models import Enquiry
from newsletter.models import SignUp, Subscriber
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.services import resume
OURS = ("email", "newsletter", "cv")
open_ones = Delivery.objects.filter(channel__in=OURS).exclude(state__in=("delivered", "cancelled"))
for _round in range(3):
    now = timezone.now()
    open_ones.filter(state="sending").update(lease_until=now)
    open_ones.update(next_attempt_at=now)
    for name in OURS:
        resume(channel=name)
        drain(only=name)
broken, held = [], set()
for row in ApplicationFile.objects.all():
    held |= {row.stored.name, *row.derived()}
    if not row.stored or not read(row).startswith(b"%PDF"):
        broken.append(row.pk)
lying = {f"cv/{name}" for name in storages["private"].listdir("cv")[1]}
print(json.dumps({
    "contact": Counter(Enquiry.objects.values_list("message", flat=True)),
    "newsletter": Counter([*SignUp.objects.values_list("email", flat=True),
                           *Subscriber.objects.values_list("email", flat=True)]),
    "application": Counter(Application.objects.values_list("email", flat=True)),
    "files": ApplicationFile.objects.count(),
    "broken": broken,
    "orphans": sorted(lying - held),
    "open": list(open_ones.values_list("channel", "state")),
}))
"""
# Fewer answers and posts while everything restarts would prove nothing.
LEAST, LEAST_POSTS = 20, 5
NAMES = {
    CONTACT: "message numéro {}.",
    LETTER: "l{}@entreprise.example",
    APPLICATION: "c{}@entreprise.example",
}
ADDRESSES = {
    CONTACT: "p{}@entreprise.example",
    LETTER: NAMES[LETTER],
    APPLICATION: NAMES[APPLICATION],
}


@dataclass
class Cluster:
    """The running machines. `parts`: what they share."""

    servers: list[SiteServer]
    parts: list[Part]
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """Another worker."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env=self.servers[0].environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill_each(self, visitors: Visitors) -> int:
        """Kill one after the other, each once some more were thanked; how many were killed."""
        steps = [
            *(lambda one=one: self._restart_server(one) for one in self.servers),
            *(lambda number=number: self._restart_worker(number) for number in (0, 1)),
            *(lambda one=one: (one.kill(), one.start()) for one in self.parts),
        ]
        for number, step in enumerate(steps, 1):
            visitors.wait_for(number * visitors.wanted // (len(steps) + 2))
            step()
        return len(steps)

    def _restart_server(self, server: SiteServer) -> None:
        assert server.process is not None
        _kill(server.process)
        server.start()

    def _restart_worker(self, number: int) -> None:
        _kill(self.workers[number])
        self.workers[number] = self.start_worker()

    def restart_workers(self) -> None:
        """One after the other, as an operator would."""
        for number, worker in enumerate(self.workers):
            worker.terminate()
            worker.wait(60)
            self.workers[number] = self.start_worker()

    def settle(self) -> dict[str, object]:
        """Finish what is left, and count."""
        for worker in self.workers:
            _kill(worker)
        found: dict[str, object] = json.loads(self.servers[0].manage("shell", "-v0", "-c", COUNT))
        return found

    def mails(self) -> dict[str, set[str]]:
        """The Message-IDs that each address received."""
        found: dict[str, set[str]] = {}
        for file in (self.servers[0].var / "mail").glob("*"):
            for part in file.read_bytes().split(b"-" * 79 + b"\n"):
                if part.strip():
                    mail = message_from_bytes(part.strip() + b"\n")
                    found.setdefault(str(mail["To"]), set()).add(str(mail["Message-ID"]))
        return found


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def cluster(folder: Path, filled: Path | None = None) -> Iterator[tuple[Cluster, dict[str, str]]]:
    """The machines with a prepared site; and the path of each form."""
    with contextlib.ExitStack() as stack:
        shared, database, cache, store = stack.enter_context(standing(folder, filled))
        servers = []
        for number in (1, 2):
            # No local state: each machine has a folder of its own; what mails become files is shared.
            var = folder / f"machine-{number}"
            var.mkdir()
            port = free_port()
            servers.append(
                SiteServer(port, folder, {**shared, "TEST_VAR": str(var), "PORT": str(port)})
            )
        without_subjects(servers[0])
        paths = json.loads(servers[0].manage("shell", "-v0", "-c", PATHS))
        machines = Cluster(servers, [database, cache, store])
        for server in servers:
            server.start()
        machines.workers = [machines.start_worker() for _ in range(2)]
        try:
            yield machines, paths
        finally:
            for process in [*machines.workers, *(s.process for s in servers if s.process)]:
                _kill(process)


NEXT_RELEASE = "from tests.machines.next_release import migrate; assert migrate() > 50"
PATHS = """
import json
from careers.models import OfferPage
from leads.models import ContactPage
from newsletter.models import NewsletterPage
print(json.dumps({
    name: model.objects.live().filter(locale__language_code="fr").order_by("pk").first().url
    for name, model in (("contact", ContactPage), ("newsletter", NewsletterPage), ("application", OfferPage))
}))
"""


def faults_after(folder: Path, *, posts: int, filled: Path | None = None) -> tuple[int, list[str]]:
    """How many were killed while so many were thanked for, and what was lost or doubled."""
    with cluster(folder, filled) as (machines, paths):
        visitors = Visitors(machines.servers, paths, cv("Nom", "Un CV."), wanted=posts)
        visitors.begin()
        kills = machines.kill_each(visitors)
        visitors.end()
        people = restarted_under_load(
            machines.servers,
            paths,
            visitors.cv,
            first=posts,
            migrate=lambda: machines.servers[0].manage("shell", "-v0", "-c", NEXT_RELEASE),
            restart_workers=machines.restart_workers,
        )
        found: dict[str, object] = machines.settle()
        mails = machines.mails()
        # What one machine has kept, another one reads.
        machines.servers[0].manage("backup")
        backup = machines.servers[1].manage("backup", "--check")
    faults = [f"while restarting: {text}" for one in people for text in one.failed]
    # A kept connection ends with its server, once each: more would be requests that were dropped.
    faults += [
        f"while restarting: {one.dropped} connections of one person ended"
        for one in people
        if one.dropped > len(machines.servers)
    ]
    answered, thanked = (
        sum(one.answered for one in people),
        set().union(*(p.thanked for p in people)),
    )
    if answered < LEAST or len(thanked) < LEAST_POSTS:
        faults.append(f"only {answered} answers and {len(thanked)} posts while restarting")
    if not backup.startswith("Whole"):
        faults.append(backup)
    visitors.acknowledged |= thanked
    visitors.wanted += len(thanked)
    return kills, faults + lost_or_doubled(visitors, found, mails)


def lost_or_doubled(
    visitors: Visitors, found: dict[str, object], mails: dict[str, set[str]]
) -> list[str]:
    """What is not there once for each who was thanked, with one mail; and what is there for nobody."""
    faults = [f"refused: {status} {text[:300]}" for status, text in visitors.refused]
    if len(visitors.acknowledged) != visitors.wanted:
        faults.append(f"{len(visitors.acknowledged)} of {visitors.wanted} thanked for")
    for number in sorted(visitors.acknowledged):
        kind = KINDS[number % 3]
        stored = found[kind].get(NAMES[kind].format(number), 0)  # type: ignore[attr-defined]
        received = len(mails.get(ADDRESSES[kind].format(number), ()))
        if (stored, received) != (1, 1):
            faults.append(f"{kind} {number}: stored {stored} times, {received} mails")
    candidates = sum(KINDS[number % 3] == APPLICATION for number in visitors.acknowledged)
    if found["files"] != candidates:
        faults.append(f"{found['files']} CVs of {candidates} candidates")
    return faults + [
        f"{name}: {found[name]}" for name in ("broken", "orphans", "open") if found[name]
    ]


def main(posts: int) -> int:
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
        kills, faults = faults_after(Path(folder), posts=posts)
    sys.stdout.write(f"{posts} thanked for, {kills} kills, {len(faults)} faults\n")
    sys.stdout.write("".join(f"  {fault}\n" for fault in faults[:20]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
