"""The real settings, with a stand-in for every kind of service (see stand_ins/trackers.py)."""

import os

from tests.server_settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.consent.stand_ins"]  # noqa: F405
# Where the stand-ins' server listens: "127.0.0.1:4711".
STAND_IN = os.environ["STAND_IN"]
# Which of them the published policy names, and what is planted, by tests that look for faults.
STAND_INS_NAMED = os.environ.get("STAND_INS_NAMED", "measure adverts player").split()
MIDDLEWARE = [*MIDDLEWARE, "tests.consent.stand_ins.faults.FaultMiddleware"]  # noqa: F405
STAND_IN_FAULT = os.environ.get("STAND_IN_FAULT", "")
