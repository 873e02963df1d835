"""A DPO signed in by the real door, second factor and all."""

import pytest

from tests.accounts.conftest import person, roles, sign_in
from tests.privacy.conftest import empty_ledger, empty_store

__all__ = ["person", "roles", "sign_in"]


@pytest.fixture
def room(request, settings, tmp_path):
    """An empty ledger, and backups in a folder of their own."""
    request.getfixturevalue("db")
    settings.BACKUP_URL = str(tmp_path / "backups")
    empty_ledger()
    empty_store()
    yield tmp_path
    empty_store()


@pytest.fixture
def dpo(room, person):
    return person("dpo", enrolled=True)


@pytest.fixture
def desk(dpo, sign_in):
    """The DPO's browser."""
    return sign_in(dpo)
