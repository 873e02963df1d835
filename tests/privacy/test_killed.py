"""SIGKILL at every statement, commit, write, sync and deletion; the next run finishes the work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from tests.privacy.conftest import BOTH

ROOT = Path(__file__).resolve().parent.parent.parent


def address(alias):
    """The URL of a test database, for another process."""
    found = connections[alias].settings_dict
    if found["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{found['NAME']}"
    port = found["PORT"] or 5432
    return (
        f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST'] or 'localhost'}:{port}"
        f"/{found['NAME']}"
    )


@pytest.mark.django_db(databases=BOTH, transaction=True)
@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_killed_anywhere_the_next_run_finishes(first):
    environment = {
        **os.environ,
        "DATABASE_URL": address("default"),
        "LEDGER_URL": address("ledger"),
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.privacy.killing", str(first), "4"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    points = int(done.stdout.split()[-2])
    assert points > 40, done.stdout
