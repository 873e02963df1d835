"""`make run`: prepare everything that is missing, then serve. Running it again changes nothing.

Prepares in one process (Django is loaded once), then becomes the supervisor, which stays small.
"""

import argparse
import hashlib
import io
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config import environment
from config.catalogues import compile_all
from config.prepare import database

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"


def say(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def port_is_free(port: int) -> bool:
    """Whether nothing listens on this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Catalogues, database, roles, starter site, first accounts, static files: whatever is missing."""
    # Before Django loads a translation: an old catalogue would stay in memory.
    compile_all(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    say("Checking the configuration and bringing the database up to date")
    call_command("check", tags=["security"], verbosity=0)
    database()
    # They stand in var/first-accounts.txt, which the supervisor shows once the site answers.
    call_command("create_first_accounts", stdout=io.StringIO())
    collect_static()


def collect_static() -> None:
    """Collect, name by content and compress the static files, when any of them has changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    if stamp.is_file() and stamp.read_text() == digest.hexdigest():
        return
    say("Preparing the static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def main(arguments: list[str]) -> int:
    """Prepare, then hand over to the supervisor. Not 0 when the site cannot be started."""
    parser = argparse.ArgumentParser(prog="python -m config.start")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--reload", action="store_true", help="autoreload, for development")
    options = parser.parse_args(arguments)
    if not port_is_free(options.port):
        say(f"Port {options.port} is already in use on this machine.")
        say(f"Choose another one: make run PORT={options.port + 1}")
        return 1
    environment.complete(VAR / "env", port=options.port)
    prepare()
    command = [sys.executable, "-m", "config.supervisor", "--port", str(options.port)]
    sys.stdout.flush()
    os.execv(command[0], [*command, "--reload"] if options.reload else command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
