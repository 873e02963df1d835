"""Not a byte is free on the disk that holds the database, and the files, of a running site."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.bad_days.scene import Scene, on_postgresql, on_sqlite, until
from tests.bad_days.seeing import kept_pages, living_worker, warm
from tests.bad_days.story import Outage, faults_of
from tests.machines.cluster import lost_or_doubled
from tests.machines.disks import fill, held_in, small_disk
from tests.machines.parts import Part

ROOM = 24 * 1024 * 1024  # bytes beside what is there


@contextlib.contextmanager
def full(database: Part) -> Iterator[None]:
    """Not a byte is free on PostgreSQL's disk. It may end over that; then it is started like any service."""
    assert database.files is not None
    filling = database.files.parent / "filling"
    fill(filling)
    try:
        yield
    finally:
        filling.unlink()
        if not settled(database):
            database.start()


def settled(database: Part) -> bool:
    """Whether it is there again; or else it has ended over the full disk."""
    process = database.process
    assert process is not None
    until(lambda: process.poll() is not None or database.ready(), "PostgreSQL is there, or ended")
    return process.poll() is None


def told(scene: Scene) -> list[str]:
    """What is wrong with what is seen meanwhile."""
    files = scene.parts["database"].files
    assert files is not None
    said = refusal(scene, files.parent)
    faults = kept_pages(scene) + living_worker(scene)
    if not said.startswith("503 ") or "Ce que le visiteur avait écrit" not in said:
        faults.append(f"a form: {said[:200]}")
    return faults


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
    held = held_in(filled_database)
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


def postgresql_full_for(
    seconds: float, filled_machines: Path, tmp_path: Path, *, posts: int
) -> list[str]:
    """PostgreSQL has no room for at least so long, while people write; the faults."""
    with on_postgresql(tmp_path, filled_machines, room=4 * ROOM) as scene:
        warm(scene)
        database = scene.parts["database"]
        outage = Outage("full disk", lambda: full(database), told)
        return faults_of(scene, [outage], posts=posts, seconds=seconds)


@pytest.mark.mount
@pytest.mark.postgresql
@pytest.mark.redis
@pytest.mark.timeout(600)
def test_a_full_disk_of_postgresql_refuses_clearly_and_all_goes_on_after_it(
    filled_machines, tmp_path
):
    assert postgresql_full_for(0, filled_machines, tmp_path, posts=12) == []
