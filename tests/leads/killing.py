"""Posts under a loop that kills web server and worker: `python -m tests.leads.killing 1000`.

Every post that was acknowledged must be stored once, with one acknowledgement, whatever was killed when.
"""

import contextlib
import http.client
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlencode

from tests.ports import free_port
from tests.servers import PREPARE, ROOT, SiteServer, environment_for

LAPSE = """
from django.utils import timezone
from outbox.models import Delivery
Delivery.objects.filter(state="sending").update(lease_until=timezone.now())
"""
SENDERS = 4
# Far fewer kills than this would prove little; each costs a start.
KILLS_PER_HUNDRED = 3


@dataclass
class Storm:
    """A site, people who write to it, and somebody who kills it."""

    server: SiteServer
    posts: int
    path: str = "/contact/"
    acknowledged: set[int] = field(default_factory=set)
    kills: int = 0
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Send all posts; kill as long as anybody sends."""
        senders = [threading.Thread(target=self._send) for _number in range(SENDERS)]
        for sender in senders:
            sender.start()
        wanted = max(2, self.posts * KILLS_PER_HUNDRED // 100)
        worker = self._worker()
        for kill in range(1, wanted + 1):
            self._wait_for(kill * self.posts // (wanted + 1), senders)
            self._kill(self.server.process)
            self._kill(worker)
            self.kills += 1
            self.server.start()
            worker = self._worker()
        for sender in senders:
            sender.join()
        self._kill(worker)
        # What it had in hand is taken up again once its lease is over, a minute later.
        self.server.manage("shell", "-v0", "-c", LAPSE)
        self.server.manage("worker", "--once")

    def _wait_for(self, number: int, senders: list[threading.Thread]) -> None:
        pause = threading.Event()
        while len(self.acknowledged) < number and any(one.is_alive() for one in senders):
            pause.wait(0.01)

    def _worker(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env=self.server.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @staticmethod
    def _kill(process: subprocess.Popen | None) -> None:
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _send(self) -> None:
        """Send one post after the other, each until it is acknowledged, as a person would."""
        while (number := next(self._numbers)) < self.posts:
            token = ""
            while True:
                try:
                    token = token or self._token()
                    if self._post(number, token):
                        break
                except (OSError, http.client.HTTPException, KeyError, IndexError):
                    threading.Event().wait(0.05)

    def _token(self) -> str:
        return (
            self.server.get("/form-token/?form=contact").text.split('"token": "')[1].split('"')[0]
        )

    def _post(self, number: int, token: str) -> bool:
        fields = {
            "last_name": "Nom",
            "first_name": "Prénom",
            "email": f"p{number}@entreprise.example",
            "company": "Entreprise",
            "message": f"message numéro {number}.",
            "form_token": token,
        }
        answer = self.server.request(
            "POST",
            self.path,
            urlencode(fields).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        if answer.status == 303:
            with self._lock:
                self.acknowledged.add(number)
            return True
        assert answer.status in (200, 503), (answer.status, answer.text[:300])
        return False

    def stored(self) -> dict[str, int]:
        """How often each message is stored."""
        with contextlib.closing(sqlite3.connect(self.server.var / "site.sqlite3")) as database:
            rows = database.execute("select message, count(*) from leads_enquiry group by message")
            return dict(rows.fetchall())

    def mails(self) -> dict[str, set[str]]:
        """The Message-IDs that each address received."""
        found: dict[str, set[str]] = {}
        for file in (self.server.var / "mail").glob("*"):
            for part in file.read_bytes().split(b"-" * 79 + b"\n"):
                if part.strip():
                    mail = message_from_bytes(part.strip() + b"\n")
                    found.setdefault(str(mail["To"]), set()).add(str(mail["Message-ID"]))
        return found


def without_subjects(server: SiteServer) -> None:
    """A form without a choice, so that posts need not read the page."""
    server.manage(
        "shell",
        "-v0",
        "-c",
        "from leads.models import ContactForm; ContactForm.objects.update(subjects=[])",
    )


def main(posts: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        environment = environment_for(
            var, free_port(), FORM_POSTS_PER_MINUTE="0", HUMAN_CHECK_MIN_SECONDS="0"
        )
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True)
        server = SiteServer(int(environment["PORT"]), var, environment)
        without_subjects(server)
        server.start()
        storm = Storm(server, posts)
        storm.run()
        server.stop()
        stored, mails = storm.stored(), storm.mails()
        lost = [n for n in storm.acknowledged if stored.get(f"message numéro {n}.") != 1]
        unmailed = [
            n for n in storm.acknowledged if len(mails.get(f"p{n}@entreprise.example", ())) != 1
        ]
        sys.stdout.write(
            f"{len(storm.acknowledged)} acknowledged, {storm.kills} kills, "
            f"{len(lost)} not stored once, {len(unmailed)} without exactly one mail\n"
        )
        return bool(lost or unmailed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
