"""A prepared site in PostgreSQL and the store, made once for all test processes."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.servers import alone


@pytest.fixture(scope="session")
def filled_machines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of PostgreSQL and the files of the store. Copy them."""
    # Only who needs it pays for what it stands on.
    from tests.machines.cluster import standing

    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "machines"
    with alone(shared / "machines.lock"):
        if not (folder / "done").exists():
            folder.mkdir(exist_ok=True)
            with standing(folder) as (_variables, database, _cache, _store):
                database.end()
                assert database.files is not None
                subprocess.run(["cp", "-a", database.files, folder / "data"], check=True)
            (folder / "done").touch()
    return folder
