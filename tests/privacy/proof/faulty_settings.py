"""The settings of the tests, with an app that keeps what it must not."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.privacy.proof.faulty_app"]  # noqa: F405
