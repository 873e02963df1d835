"""The settings of a test server that has the addresses of streaming.py."""

from tests.server_settings import *  # noqa: F403

ROOT_URLCONF = "tests.streaming"
