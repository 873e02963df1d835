"""What every test stands on."""

import gc
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.utils import timezone, translation
from hypothesis import settings
from playwright.sync_api import expect

# A busy machine is no reason to fail: speed is measured by `make bench`, not here.
settings.register_profile("site", deadline=None)
settings.load_profile("site")
expect.set_options(timeout=30_000)

pytest_plugins = [
    "tests.machine",
    "tests.servers",
    "tests.databases",
    "tests.ground",
    "tests.s3",
    "tests.machines.filled",
]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: to look through all of it again and again takes a tenth of the time.

    Raises UsageError when xdist does not see which tests are to run in one process.
    """
    if hasattr(session.config, "workerinput"):
        for item in session.items:
            if item.get_closest_marker("xdist_group") and "@" not in item.nodeid:
                raise pytest.UsageError(f"xdist does not keep {item.nodeid} with its group.")
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _one_clock(request, monkeypatch):
    """Where a test moves time, the database server's clock moves with it.

    The eraser refuses to run when the two disagree; the test of that asks for `real_clocks`.
    """
    if "real_clocks" not in request.fixturenames:
        from privacy.eraser import brake

        monkeypatch.setattr(brake, "database_clock", timezone.now)


@pytest.fixture(autouse=True)
def _first_language():
    """Each test begins in the site's first language: a request leaves its own behind."""
    translation.activate(project.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What is kept for minutes (other languages, say) would be read by the next test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _trackers_asked_once(monkeypatch):
    """What is switched on is remembered for seconds: those may be over between two requests that a
    test compares, and not yet over when the next test begins.
    """
    monkeypatch.setattr("consent.trackers.FRESH", float("inf"))
    from consent import trackers

    trackers.forget()


@pytest.fixture(autouse=True)
def _no_views_written_aside(monkeypatch):
    """Views are written when a test says so: a thread would write into the tables of the next test."""
    monkeypatch.setattr("cms.gathering.EVERY", timedelta(days=36_500))


@pytest.fixture
def real_clocks():
    """The database's own clock is asked."""
