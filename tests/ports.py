"""Ports for what the tests start, handed out once each.

Below the range from which the system takes the ports of connections and of `bind(0)`: such a port could
be taken by anybody between the moment it is found free and the moment its server listens.
"""

import itertools
import os
import socket

FIRST, EACH = 20_000, 2_000  # of a process of pytest-xdist
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_BASE = FIRST + EACH * (_WORKER % 6)
# Processes of one worker that ask for ports themselves begin elsewhere.
_numbers = itertools.cycle(_BASE + (os.getpid() * 37 + n) % EACH for n in range(EACH))


def free_port() -> int:
    """A port of this machine on which nothing listens. Raises OSError when all are taken."""
    for port in itertools.islice(_numbers, EACH):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"No port is free from {_BASE} on.")
