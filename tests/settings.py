"""The settings of the test runs: the real ones, with an environment of their own."""

import os
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"
VAR.mkdir(exist_ok=True)
# Test processes that run side by side (xdist) share no file: each has a folder of its own.
FOLDER = VAR / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "main")
FOLDER.mkdir(parents=True, exist_ok=True)

os.environ["ENV_FILE"] = os.devnull
for name, value in {
    "SECRET_KEY": "tests-only-" + "x" * 50,
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DATABASE_URL": f"sqlite:///{VAR / 'tests.sqlite3'}",
    "LEDGER_URL": f"sqlite:///{VAR / 'tests-ledger.sqlite3'}",
    "LEDGER_KEY": "bGVkZ2VyLWtleS1vZi10aGUtdGVzdHMtMzItYnl0ZXM=",
    "DEFAULT_FROM_EMAIL": "Dimelo <site@example.com>",
    "EMAIL_URL": "memorymail://",
    "PAGE_CACHE_MEGABYTES": "0",
}.items():
    os.environ.setdefault(name, value)
# Not a default: the first process would hand its own to the others.
os.environ["LEDGER_COPY_URL"] = str(FOLDER / "ledger-copy")
# Nor do they share a Redis database: one process's cache would answer in the other's tests.
if os.environ.get("CACHE_URL"):
    server, _, first = os.environ["CACHE_URL"].rpartition("/")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    os.environ["CACHE_URL"] = f"{server}/{int(first) + int(worker)}"

from config.catalogues import compile_all  # noqa: E402

# A fresh clone has no compiled catalogues, and Django reads them once per process.
compile_all(VAR.parent)

from config.settings import *  # noqa: E402, F403

for alias in DATABASES.values():  # noqa: F405
    if alias["ENGINE"].endswith("sqlite3"):
        # A file, not memory: the tests run real servers and workers beside the test process.
        alias["TEST"] = {"NAME": str(Path(alias["NAME"]).with_suffix(".test.sqlite3"))}

# Its tables are not migrations' (privacy.ledger.schema).
DATABASES["ledger"].setdefault("TEST", {})["MIGRATE"] = False  # noqa: F405
# Tests empty the database and keep the ledger: the guard would take that for a restore.
MIDDLEWARE.remove("privacy.middleware.RestoreGuard")  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = FOLDER / "media"
# Empty: WhiteNoise would look through a thousand files for every client, but warns when there is no folder.
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
STORAGES["private"]["OPTIONS"]["location"] = FOLDER / "private"  # noqa: F405
# pytest-django's live server hands out static files only where this app stands under its own name.
INSTALLED_APPS = [
    "django.contrib.staticfiles" if app == "config.collected.CollectedFiles" else app
    for app in [*INSTALLED_APPS, "tests.privacy.rehearsal_app"]  # noqa: F405
]
