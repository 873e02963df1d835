"""A disk without a free byte."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def small_disk(folder: Path, size: int, *, mode: str = "0700") -> Iterator[None]:
    """A disk of so many bytes, in memory."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size},mode={mode}", "tmpfs"]
    subprocess.run(["mount", *options, folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(file: Path) -> None:
    """Take all there is."""
    with file.open("wb", buffering=0) as sink, contextlib.suppress(OSError):
        while True:
            sink.write(b"x" * 4096)


def held_in(folder: Path) -> int:
    """The bytes of the files in it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
