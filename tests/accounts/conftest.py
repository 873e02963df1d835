"""Staff of every role, a small site with a section, and a browser."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.test import Client
from wagtail.models import Locale, Page, Site

from accounts.models import User
from accounts.services import set_roles
from tests.factories.roles import all_roles

PASSWORD = "four unrelated words here"
SECRET = base64.b32encode(b"01234567890123456789").decode()
ROLES = ("redaction", "marketing", "rh", "entretien", "dpo", "administration")


def code_for(secret: str, at: float | None = None) -> str:
    """The six digits a phone shows (RFC 6238), worked out apart from the product."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@pytest.fixture
def roles(db: None) -> None:
    all_roles()


@pytest.fixture
def person(roles: None) -> Callable[..., User]:
    """Make a staff member: person("rh"), person("rh", enrolled=True)."""

    def make(*slugs: str, email: str = "", enrolled: bool = False, **fields: Any) -> User:
        email = email or f"{'-'.join(slugs) or 'nobody'}{User.objects.count()}@example.com"
        fields = {"first_name": "Camille", "last_name": "Martin", **fields}
        user = User.objects.create_user(email, PASSWORD, **fields)
        set_roles(by=None, user=user, roles=slugs)
        if enrolled:
            enrol(user)
        return user

    return make


def enrol(user: User, secret: str = SECRET) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(secret)})
    Authenticator.objects.create(
        user=user, type="recovery_codes", data={"seed": encrypt("ab" * 40), "used_mask": 0}
    )


def secret_of(user: User) -> str:
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Sign in through the real door, with the code when one is asked for."""

    def go(user: User, password: str = PASSWORD, client: Client | None = None) -> Client:
        client = client or Client()
        client.post("/admin/login/", {"username": user.email, "password": password})
        if Authenticator.objects.filter(user=user, type="totp").exists():
            client.post("/admin/second-factor/", {"code": code_for(secret_of(user))})
        return client

    return go


@pytest.fixture
def site(roles: None) -> dict[str, Page]:
    """Home > news, both languages as Wagtail makes them, with the roles' rights on it."""
    from pages.models import HomePage, NewsIndexPage

    locale, _made = Locale.objects.get_or_create(language_code="fr")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil", locale=locale))
    news = home.add_child(
        instance=NewsIndexPage(title="Actualités", slug="actualites", locale=locale)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    all_roles()
    return {"root": root, "home": home, "news": news}


@pytest.fixture
def delivered(
    django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> Callable[[], list[Any]]:
    """Let the worker deliver what waits, and give the mails there are."""
    from outbox.delivering import drain

    def go() -> list[Any]:
        drain()
        return mailoutbox

    return go


def link_in(text: str) -> str:
    """The path of the first link in a mail."""
    found = re.search(r"http://localhost:8000(/\S+)", text)
    assert found, text
    return found[1]
