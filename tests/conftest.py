"""What every test stands on."""

from hypothesis import settings

# A busy machine is no reason to fail: speed is measured by `make bench`, not here.
settings.register_profile("site", deadline=None)
settings.load_profile("site")

pytest_plugins = ["tests.machine", "tests.ground", "tests.servers", "tests.s3"]
