"""When a session ends, and what counts at the next request (C6)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.services import disable, enable, set_roles

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def inside(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_disabled_account_is_out_at_the_next_request_and_stays_out(person, sign_in) -> None:
    user = person("redaction")
    client = sign_in(user)
    assert inside(client)
    disable(by=None, user=user)
    assert not inside(client)
    enable(by=None, user=user)
    assert not inside(client)


def test_changing_the_password_ends_the_other_sessions(person, sign_in, delivered) -> None:
    user = person("redaction")
    here, there = sign_in(user), sign_in(user)
    new = "five other words come here"
    form = {
        "name_email-first_name": "Camille",
        "name_email-last_name": "Martin",
        "password-old_password": PASSWORD,
        "password-new_password1": new,
        "password-new_password2": new,
        "locale-preferred_language": "fr",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    assert here.post("/admin/account/", form).status_code == 302
    assert inside(here)
    assert not inside(there)
    assert [mail.subject for mail in delivered()] == ["Votre mot de passe a été changé"]


def test_ending_my_other_sessions_keeps_this_one(person, sign_in) -> None:
    user = person("redaction")
    here, there = sign_in(user), sign_in(user)
    here.post("/admin/account/security/", {"act": "sessions", "password": PASSWORD})
    assert inside(here)
    assert not inside(there)


def test_a_role_taken_away_counts_at_the_next_request(person, sign_in) -> None:
    user = person("administration", enrolled=True)
    client = sign_in(user)
    assert client.get("/admin/users/").status_code == 200
    set_roles(by=None, user=user, roles=["redaction"])
    assert client.get("/admin/users/").status_code == 302
    assert inside(client)
    set_roles(by=None, user=user, roles=[])
    assert not inside(client)


def test_twelve_idle_hours_end_the_session_and_work_prolongs_it(person, sign_in) -> None:
    start = timezone.now()
    with time_machine.travel(start):
        client = sign_in(person("redaction"))
        assert inside(client)
    with time_machine.travel(start + timedelta(hours=11)):
        assert inside(client)
    with time_machine.travel(start + timedelta(hours=22)):
        assert inside(client)
    with time_machine.travel(start + timedelta(hours=35)):
        assert not inside(client)


def test_the_ping_of_an_open_tab_is_not_work(person, sign_in) -> None:
    start = timezone.now()
    with time_machine.travel(start):
        client = sign_in(person("redaction"))
        client.get("/admin/")
    with time_machine.travel(start + timedelta(hours=11)):
        client.post("/admin/editing-sessions/ping/pages/newspage/1/1/")
    with time_machine.travel(start + timedelta(hours=13)):
        assert not inside(client)


def test_the_cookie_ends_with_the_browser(person, sign_in) -> None:
    cookie = sign_in(person("redaction")).cookies["session"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]


def test_a_visitor_gets_no_cookie(site, client) -> None:
    assert not client.get("/nothing-here/", HTTP_HOST="localhost").cookies
