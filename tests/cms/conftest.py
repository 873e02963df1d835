"""A small site in two languages, and staff with a role, for every test of this folder."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import Translation

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from tests.factories.small_site import small_site


@pytest.fixture
def site(db) -> SimpleNamespace:
    return small_site()


@pytest.fixture
def staff(site, client) -> Callable[..., User]:
    """Sign in a staff member: staff("marketing"). The site is there before, so are its sections."""

    def sign_in(*roles: str) -> User:
        # Made by a migration: gone once an earlier test has emptied the tables.
        Permission.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(Translation),
            codename="submit_translation",
            defaults={"name": "Can submit translations"},
        )
        apply_roles()
        user = User.objects.create_user(f"{'-'.join(roles)}@example.com", "four unrelated words")
        set_roles(by=None, user=user, roles=roles)
        client.force_login(user)
        return user

    return sign_in
