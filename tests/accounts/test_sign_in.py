"""The door: throttling, the same answer for everybody, no way around."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.models import Attempt

from .conftest import PASSWORD, SECRET, code_for

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"


def attempt(client: Client, email: str, password: str = "wrong", **extra):
    return client.post(DOOR, {"username": email, "password": password}, **extra)


def test_the_right_password_opens_the_admin(person, client: Client) -> None:
    response = attempt(client, person("redaction").email, PASSWORD)
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_an_address_is_recognised_in_capitals(person, client: Client) -> None:
    assert attempt(client, person("redaction").email.upper(), PASSWORD).status_code == 302


def test_unknown_disabled_invited_and_mistyped_get_the_same_answer(person, client: Client) -> None:
    known, off, invited = person("redaction"), person("marketing", is_active=False), person("rh")
    invited.set_unusable_password()
    invited.save()
    pages = set()
    for email in (known.email, off.email, invited.email, "nobody@example.com"):
        page = attempt(Client(), email).content.decode()
        pages.add(page.replace(email, "").split("csrfmiddlewaretoken")[0])
        assert "n’ouvrent aucun compte" in page
    assert len(pages) == 1


def test_after_five_mistakes_even_the_right_password_waits(person, client: Client) -> None:
    email = person("redaction").email
    assert [attempt(client, email).status_code for _n in range(6)] == [200] * 5 + [429]
    refused = attempt(client, email, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert "Trop de tentatives" in refused.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert attempt(client, email, PASSWORD).status_code == 302


def test_someone_elses_mistakes_do_not_lock_the_owner_out(person) -> None:
    email = person("redaction").email
    for _n in range(6):
        attempt(Client(), email, REMOTE_ADDR="203.0.113.9")
    assert attempt(Client(), email, PASSWORD, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_an_address_that_tries_many_accounts_waits(roles) -> None:
    codes = [attempt(Client(), f"user{n}@example.com").status_code for n in range(31)]
    assert codes == [200] * 30 + [429]


def test_forwarded_for_is_not_believed_unless_the_proxy_is_trusted(person, settings) -> None:
    email = person("redaction").email
    for n in range(5):
        attempt(Client(), email, HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
    assert attempt(Client(), email, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 429
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert attempt(Client(), email, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 200


def test_the_table_of_attempts_names_nobody(person, client: Client) -> None:
    email = person("redaction").email
    attempt(client, email)
    for row in Attempt.objects.values():
        assert email not in str(row)
        assert "127.0.0.1" not in str(row)


def test_counts_that_are_over_are_pruned(roles, client: Client) -> None:
    from django.core.management import call_command

    attempt(client, "a@example.com")
    call_command("prune_accounts", verbosity=0)
    assert Attempt.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        call_command("prune_accounts", verbosity=0)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_leads_nowhere_else(person, target: str) -> None:
    for enrolled in (False, True):
        user, client = person("redaction", enrolled=enrolled), Client()
        data = {"username": user.email, "password": PASSWORD, "next": target}
        response = client.post(f"{DOOR}?next={target}", data)
        if enrolled:
            assert response.headers["Location"] == "/admin/second-factor/"
            response = client.post("/admin/second-factor/", {"code": code_for(SECRET)})
        assert response.headers["Location"] == "/admin/"


def test_next_on_this_site_is_followed_also_after_the_code(person) -> None:
    user, client = person("redaction", enrolled=True), Client()
    assert client.get("/admin/pages/").headers["Location"] == f"{DOOR}?next=/admin/pages/"
    client.post(DOOR, {"username": user.email, "password": PASSWORD, "next": "/admin/pages/"})
    response = client.post("/admin/second-factor/", {"code": code_for(SECRET)})
    assert response.headers["Location"] == "/admin/pages/"


@pytest.mark.parametrize("path", ["/_util/login/", "/en/_util/login/"])
def test_wagtails_other_login_is_closed(person, client: Client, path: str) -> None:
    user = person("redaction")
    response = client.post(path, {"username": user.email, "password": PASSWORD})
    assert response.status_code in (403, 404)
    assert "_auth_user_id" not in client.session


def test_a_page_kept_for_a_role_leads_to_the_door_and_back(person, sign_in, site) -> None:
    from wagtail.models import PageViewRestriction

    news = site["news"]
    restriction = PageViewRestriction.objects.create(page=news, restriction_type="groups")
    restriction.groups.set(person("marketing").groups.all())
    path = news.get_url()
    response = Client().get(path, HTTP_HOST="localhost")
    assert response.headers["Location"] == f"{DOOR}?next={path}"
    user, client = person("marketing"), Client()
    data = {"username": user.email, "password": PASSWORD, "next": path}
    assert client.post(DOOR, data).headers["Location"] == path


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/login/",
        "/admin/signup/",
        "/accounts/2fa/",
        "/django-admin/login/",
    ],
)
def test_there_is_no_public_sign_up_and_no_other_door(roles, client: Client, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
    assert client.get(path, follow=True).request["PATH_INFO"] in (path, DOOR)


def test_someone_without_a_role_is_told_so_after_the_right_password_only(
    person, client: Client
) -> None:
    user = person()
    assert "aucun compte" in attempt(client, user.email).content.decode()
    assert "pas encore de rôle" in attempt(client, user.email, PASSWORD).content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("username", ["a\0b@example.com", "'" * 9000, "é@é.fr", ""])
def test_odd_input_gets_a_message(roles, client: Client, username: str) -> None:
    response = attempt(client, username)
    assert response.status_code == 200
    assert "Il y a quelque chose à corriger" in response.content.decode()


def test_the_door_is_strict_and_never_cached(roles, client: Client) -> None:
    response = client.get(DOOR)
    assert "no-store" in response.headers["Cache-Control"]
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    body = response.content.decode()
    assert "<script" not in body
    assert "style=" not in body
    assert 'lang="fr"' in body


def test_signing_in_renews_the_session_key(person, client: Client) -> None:
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    attempt(client, person("redaction").email, PASSWORD)
    assert client.session.session_key != before


def test_no_authenticator_is_made_by_signing_in(person, client: Client) -> None:
    attempt(client, person("rh").email, PASSWORD)
    assert not Authenticator.objects.exists()
