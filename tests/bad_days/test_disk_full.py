"""Not a byte is free on the disk that holds the database and the files of a running site."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.bad_days.scene import Scene, on_sqlite, until
from tests.bad_days.seeing import kept_pages, living_worker, warm
from tests.machines.cluster import lost_or_doubled

ROOM = 24 * 1024 * 1024  # bytes beside what is there


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes, in memory."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs"]
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


def refusal(scene: Scene, disk: Path) -> str:
    """Write until the database has no room left; what the visitor is told then."""
    for number in range(1000, 2000):
        fill(disk / "filling")
        answer = scene.write(number)
        if answer.status != 303:
            return f"{answer.status} {answer.text}"
    raise AssertionError("The disk is never full.")


def full_for(seconds: float, filled_database: Path, tmp_path: Path, *, posts: int) -> None:
    """No room for at least so long; then all of these posts are taken."""
    disk = tmp_path / "disk"
    held = sum(file.stat().st_size for file in filled_database.rglob("*") if file.is_file())
    with (
        small_disk(disk, held + ROOM + os.sysconf("SC_PAGE_SIZE") * 4000),
        on_sqlite(filled_database, disk, logs=tmp_path) as scene,
    ):
        warm(scene)
        fill(disk / "filling")
        said = refusal(scene, disk)
        assert said.startswith("503 ")
        assert "Ce que le visiteur avait écrit" in said
        status, parts = scene.readiness()
        assert (status, parts["storage"]) == (503, "failing")
        assert kept_pages(scene) == []
        visitors = scene.visitors(posts)
        visitors.begin()
        try:
            Event().wait(seconds)
            assert kept_pages(scene) == []
            (disk / "filling").unlink()
            visitors.end()
        finally:
            visitors.give_up()
        until(scene.is_ready, "ready")
        assert living_worker(scene) == []
        assert lost_or_doubled(visitors, *scene.settle()) == []


@pytest.mark.mount
def test_a_full_disk_refuses_clearly_and_all_goes_on_once_there_is_room(filled_database, tmp_path):
    full_for(0, filled_database, tmp_path, posts=6)
