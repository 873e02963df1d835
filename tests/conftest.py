"""What every test stands on."""

pytest_plugins = ["tests.machine", "tests.ground", "tests.servers", "tests.s3"]
