"""The admin speaks French unless the person chose otherwise; mails do as well."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_french_by_default_whatever_the_browser_asks_for(person, sign_in) -> None:
    client = sign_in(person("redaction"))
    for path in ("/admin/", "/admin/account/security/"):
        page = client.get(path, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        assert '<html lang="fr"' in page
    assert (
        '<html lang="fr"'
        in Client().get("/admin/login/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    )


def test_english_for_those_who_chose_it_on_screens_and_in_mails(person, sign_in, delivered) -> None:
    user = person("redaction")
    UserProfile.objects.create(user=user, preferred_language="en")
    client = sign_in(user)
    assert "What I can do here" in client.get("/admin/").content.decode()
    client.post("/admin/account/security/", {"act": "set-up", "password": PASSWORD})
    assert "Set up the second factor" in client.get("/admin/second-factor/set-up/").content.decode()
    Client().post("/admin/password_reset/", {"email": user.email})
    (mail,) = delivered()
    assert mail.subject == "Choose a new password"
    assert "for 2 hours" in mail.body


def test_our_words_do_not_change_wagtails(person, sign_in) -> None:
    """One catalogue serves all packages: "Editing" is a role here and an act there."""
    user = person("redaction", email="w@example.com")
    admin = sign_in(person("administration", enrolled=True))
    page = admin.get(f"/admin/users/edit/{user.pk}/").content.decode()
    assert "Rédaction: Camille" not in page
    assert "<strong>Rédaction</strong>" in page
