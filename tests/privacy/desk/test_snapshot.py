"""The register as committed: a changed declaration shows as a diff."""

import pytest

from tests.privacy.update_register_snapshot import SNAPSHOT, declared

pytestmark = pytest.mark.django_db


def test_the_register_is_the_committed_one():
    assert declared() == SNAPSHOT.read_text(encoding="utf-8"), (
        "A declaration has changed what the register of processing activities says. Run "
        "`PYTHONPATH=site:. python -m tests.privacy.update_register_snapshot`, read the diff, and "
        "commit it with the change."
    )
