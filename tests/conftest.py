"""What every test stands on."""

import pytest
from django.utils import timezone
from hypothesis import settings

# A busy machine is no reason to fail: speed is measured by `make bench`, not here.
settings.register_profile("site", deadline=None)
settings.load_profile("site")

pytest_plugins = ["tests.machine", "tests.ground", "tests.servers", "tests.s3"]


@pytest.fixture(autouse=True)
def _one_clock(request, monkeypatch):
    """Where a test moves time, the database server's clock moves with it.

    The eraser refuses to run when the two disagree; the test of that asks for `real_clocks`.
    """
    if "real_clocks" not in request.fixturenames:
        from privacy.eraser import brake

        monkeypatch.setattr(brake, "database_clock", timezone.now)


@pytest.fixture
def real_clocks():
    """The database's own clock is asked."""
