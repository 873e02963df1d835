"""Keeps the web server and the worker running on one machine, and ends them together.

`python -m config.supervisor --port 8000 [--reload]`. Each child has a session of its own, so that
Ctrl-C reaches this process alone, which then stops them in order. Should this process be killed, the
kernel stops them (see tether.py).
"""

import argparse
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config.tether import end_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_ACCOUNTS = ROOT / "var" / "first-accounts.txt"
LOOK_EVERY = 0.3  # seconds
STEADY = 30.0  # seconds after which a child counts as running well again
LONGEST_PAUSE = 30.0  # seconds between two attempts
PATIENCE = 35  # seconds that a child has to end by itself: more than the server gives its requests


def say(line: str = "") -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Child:
    """One process that is to run for as long as the supervisor does."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start it, in a session of its own."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def look(self) -> None:
        """Start it (again) when it does not run and its pause is over."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.process = None
            self.failures = 0 if now - self.started > STEADY else self.failures + 1
            pause = min(LONGEST_PAUSE, 2.0 ** min(self.failures, 6) / 2)
            self.not_before = now + pause
            say(f"The {self.name} ended ({code}); it starts again in {pause:.0f} s.")
        elif now >= self.not_before:
            self.start()

    def stop(self) -> None:
        """Ask it to end, wait, and kill it when it does not listen."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            say(f"The {self.name} did not end by itself.")
            self.process.kill()
            self.process.wait()


def children(port: int, *, reload: bool) -> list[Child]:
    """What runs: the web server, and the worker with its daily schedule."""
    python = sys.executable
    worker = [python, "-m", "config.worker"]
    if reload:
        return [
            Child("web server", [python, "-m", "config.development", str(port)]),
            Child("worker", [*worker, "--reload"]),
        ]
    server = [python, "-m", "config.server", "--with-parent", "--port", str(port)]
    return [Child("web server", server), Child("worker", worker)]


def answers(port: int) -> bool:
    """Whether the web server answers yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return True
    except (OSError, urllib.error.URLError):
        return False


def welcome(port: int) -> None:
    """Say where everything is."""
    say()
    say(f"  The site   http://localhost:{port}/")
    say(f"  English    http://localhost:{port}/en/")
    say(f"  Admin      http://localhost:{port}/admin/")
    if FIRST_ACCOUNTS.is_file():
        say()
        say("  First staff accounts (kept in var/first-accounts.txt):")
        for line in FIRST_ACCOUNTS.read_text().splitlines():
            say(f"    {line}")
    say()
    say("  Ctrl-C ends everything.")
    say()


def main(arguments: list[str]) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP; 0 when all children have ended."""
    parser = argparse.ArgumentParser(prog="python -m config.supervisor")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--reload", action="store_true")
    options = parser.parse_args(arguments)
    ending = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ending.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    end_with_parent()
    family = children(options.port, reload=options.reload)
    welcomed = False
    try:
        while not ending.is_set():
            for child in family:
                child.look()
            if not welcomed and answers(options.port):
                welcome(options.port)
                welcomed = True
            ending.wait(LOOK_EVERY)
    finally:
        say("Ending…")
        # Visitors first: what the server still accepts, the worker may deliver before it ends.
        for child in family:
            child.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
