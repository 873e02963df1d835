"""A small site in two languages for every test of this folder that asks for it."""

from types import SimpleNamespace

import pytest

from tests.factories.small_site import small_site


@pytest.fixture
def site(db) -> SimpleNamespace:
    return small_site()
