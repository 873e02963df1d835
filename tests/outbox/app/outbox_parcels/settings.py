"""The test settings, for a worker in a process of its own on the database of the tests."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "outbox_parcels"]  # noqa: F405
DATABASES["default"]["NAME"] = os.environ["PARCELS_DATABASE"]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A locked database is given up after a second, so that a test need not wait for twenty.
    DATABASES["default"]["OPTIONS"] |= {"timeout": 1}  # noqa: F405
PARCELS = Path(os.environ["PARCELS"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
