"""A number that all processes of this machine see change, for the price of a look into memory."""

import mmap
import struct
import time
from pathlib import Path

SIZE = 8


class Stamp:
    """The number in a small file mapped into memory; without a place to write, this process's own."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._memory = self._mapped(path) if path is not None else mmap.mmap(-1, SIZE)
        except OSError:
            self._memory = mmap.mmap(-1, SIZE)

    @staticmethod
    def _mapped(path: Path) -> mmap.mmap:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.tell() < SIZE:
                file.truncate(SIZE)
            return mmap.mmap(file.fileno(), SIZE)

    def read(self) -> bytes:
        """The number as it stands."""
        return self._memory[:SIZE]

    def change(self) -> None:
        """Write another number."""
        self._memory[:SIZE] = struct.pack("Q", time.time_ns())
