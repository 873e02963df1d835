"""A number that all processes of this machine see change, for the price of a look into memory."""

import logging
import mmap
import struct
import time
from pathlib import Path

log = logging.getLogger(__name__)

SIZE = 8


class Stamp:
    """The number in a small file mapped into memory; without a place to write, this process's own.

    `is_shared`: whether other processes see it change. Without that they learn of a change when they
    look into the database, as other machines do.
    """

    def __init__(self, path: Path | None) -> None:
        self.is_shared = False
        if path is not None:
            try:
                self._memory = self._mapped(path)
                self.is_shared = True
                return
            except OSError as error:
                log.warning("The stamp of changes cannot be shared: %s", error.strerror)
        self._memory = mmap.mmap(-1, SIZE)

    @staticmethod
    def _mapped(path: Path) -> mmap.mmap:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            # Written, not made longer: a disk that is full says so here and not in the middle of a page.
            file.write(bytes(max(0, SIZE - file.tell())))
            file.flush()
            return mmap.mmap(file.fileno(), SIZE)

    def read(self) -> bytes:
        """The number as it stands."""
        return self._memory[:SIZE]

    def change(self) -> None:
        """Write another number."""
        self._memory[:SIZE] = struct.pack("Q", time.time_ns())
