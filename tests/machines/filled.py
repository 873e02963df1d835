"""A prepared site in PostgreSQL and the store, made once for all test processes."""

import subprocess
from pathlib import Path

import pytest

from tests.servers import once


@pytest.fixture(scope="session")
def filled_machines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of PostgreSQL and the files of the store. Copy them."""
    # Only who needs it pays for what it stands on.
    from tests.machines.standing import standing

    def make(folder: Path) -> None:
        with standing(folder) as (_variables, database, _cache, _store):
            database.end()
            assert database.files is not None
            subprocess.run(["cp", "-a", database.files, folder / "data"], check=True)

    return once(tmp_path_factory, "machines", make)
