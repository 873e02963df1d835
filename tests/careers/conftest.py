"""A careers section in both languages, and staff who are signed in."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import User
from careers import forms_slot
from tests.accounts.conftest import enrol
from tests.accounts.conftest import sign_in as sign_in
from tests.factories.offers import careers_site
from tests.factories.roles import all_roles


@pytest.fixture
def site(db: None) -> SimpleNamespace:
    made = careers_site()
    all_roles()
    return made


@pytest.fixture
def slots(monkeypatch):
    """Empty slots, to be filled by the test."""
    monkeypatch.setattr(forms_slot, "_slots", forms_slot._Slots())
    return forms_slot


@pytest.fixture
def staff(site, sign_in) -> Callable[..., Client]:
    """A signed-in client of somebody with these roles: staff("rh")."""

    def sign(*slugs: str, password: str = "four unrelated words here") -> Client:
        from accounts.services import set_roles

        user = User.objects.create_user(
            f"{'-'.join(slugs)}@example.com", password, first_name="Camille", last_name="Martin"
        )
        set_roles(by=None, user=user, roles=list(slugs))
        enrol(user)
        client = sign_in(user)
        client.user = user
        return client

    return sign
