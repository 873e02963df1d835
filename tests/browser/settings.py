"""The real settings, with the pages of tests/browser/urls.py besides."""

from tests.server_settings import *  # noqa: F403

ROOT_URLCONF = "tests.browser.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "browser" / "templates"]  # noqa: F405
