"""The other side takes every connection and says nothing, ever."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Silent:
    """`met`: how many have connected."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = int(self._door.getsockname()[1])
        self._inside: list[socket.socket] = []
        threading.Thread(target=self._let_in, daemon=True).start()

    @property
    def met(self) -> int:
        return len(self._inside)

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._inside.append(self._door.accept()[0])

    def close(self) -> None:
        """Go away: what waits for an answer learns that there is none."""
        # The thread in `accept` holds the door open until it is shut.
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for one in self._inside:
            one.close()


@contextlib.contextmanager
def silent() -> Iterator[Silent]:
    """One of them, for as long as the block."""
    one = Silent()
    try:
        yield one
    finally:
        one.close()
