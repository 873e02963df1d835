"""How soon a page that was published on one machine is shown by another one."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.ours import OurSite
from tests.bench.processes import NotMeasured, Server
from tests.bench.table import Line
from tests.servers import ROOT

PATH = "/mentions-legales/"
# Publishes a page with these words, and says when that was committed (seconds since 1970).
PUBLISH = """
import sys, time
import django
django.setup()
from django.db import transaction
from pages.models import LegalPage
page = LegalPage.objects.filter(slug="mentions-legales").get()
page.summary = sys.argv[1]
with transaction.atomic():
    transaction.on_commit(lambda: print(time.time()))
    page.save_revision().publish()
"""
SHARED = ("LEDGER_URL", "LEDGER_KEY", "VAULT_KEYS", "SECRET_KEY", "LEDGER_COPY_URL")
ROUNDS = 5
MOST = 30  # seconds


def measure(folder: Path, site: OurSite, database: str) -> Line:
    """Seconds from the commit to the first new answer of a server with a VAR of its own."""
    other = OurSite(folder / "another-machine", database)
    other.environment |= {name: site.environment[name] for name in SHARED}
    other.environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    with other.served("another machine") as server:
        waits = [_wait(site, server, f"Publiée {number} fois") for number in range(ROUNDS)]
    note = f"the longest of {ROUNDS}; median {median(waits):.2f} s"
    return Line("Publication until another machine shows it", max(waits), 1, "s", note=note)


def _wait(site: OurSite, server: Server, words: str) -> float:
    for _time in range(3):
        server.ask(PATH)
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH, words],
        cwd=ROOT,
        env={**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    begun = time.monotonic()
    while words.encode() not in server.ask(PATH)[2]:
        if time.monotonic() - begun > MOST:
            break
        time.sleep(0.01)
    seen = time.time()
    told, errors = process.communicate()
    if process.returncode:
        raise NotMeasured(f"The page could not be published:\n{errors[-2000:]}")
    return seen - float(told)
