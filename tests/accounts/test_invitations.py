"""Inviting by mail, and a forgotten password."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import disable, invite, resend_invitation
from outbox.models import Delivery

from .conftest import PASSWORD, link_in

pytestmark = pytest.mark.django_db
NEW = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def invited(roles: None) -> User:
    return invite(by=None, email="Neuve@Example.com", first_name="N", last_name="E", roles=["rh"])


def test_administration_invites_and_the_person_chooses_a_password(
    person, sign_in, delivered
) -> None:
    admin = sign_in(person("administration", enrolled=True))
    answer = admin.post(
        "/admin/users/new/",
        {"email": "Ada@Example.com", "first_name": "Ada", "last_name": "L", "roles": ["redaction"]},
    )
    assert answer.status_code == 302
    (mail,) = delivered()
    assert mail.to == ["ada@example.com"]
    assert "Ada" not in mail.subject + mail.body
    client, link = Client(), link_in(mail.body)
    assert "ada@example.com" in client.get(link).content.decode()
    assert client.get(link).status_code == 200
    assert not User.objects.get(email="ada@example.com").has_usable_password()
    assert client.post(link, NEW).headers["Location"] == "/admin/login/"
    assert "_auth_user_id" not in client.session
    assert client.get(link).status_code == client.post(link, NEW).status_code == 404
    signed = client.post("/admin/login/", {"username": "ada@example.com", "password": PASSWORD})
    assert signed.headers["Location"] == "/admin/"


def test_the_payload_holds_no_address_and_no_token(invited) -> None:
    (row,) = Delivery.objects.all()
    assert invited.email not in str(row.payload)
    assert invited.invitation.token not in str(row.payload)


def test_it_ends_after_seven_days(invited, delivered) -> None:
    link = link_in(delivered()[0].body)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        answer = Client().get(link)
        assert answer.status_code == 404
        assert "Ce lien ne fonctionne plus" in answer.content.decode()


def test_sending_again_closes_the_older_link(invited, delivered) -> None:
    first = link_in(delivered()[0].body)
    resend_invitation(by=None, user=invited)
    second = link_in(delivered()[1].body)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_disabled_account_cannot_be_entered_by_its_invitation(invited, delivered) -> None:
    link = link_in(delivered()[0].body)
    disable(by=None, user=invited)
    assert Client().get(link).status_code == 404


def test_a_weak_password_is_refused_with_the_reason(invited, delivered) -> None:
    link = link_in(delivered()[0].body)
    for password in ("short", "password1234", "123456789012"):
        answer = Client().post(link, {"new_password1": password, "new_password2": password})
        assert answer.status_code == 200
    answer = Client().post(link, {"new_password1": PASSWORD, "new_password2": "other"})
    assert "le même mot de passe dans les deux champs" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_guessing_links_is_throttled(invited) -> None:
    url = f"/admin/invitation/{invited.invitation.pk}/{'0' * 64}/"
    codes = [Client().get(url).status_code for _n in range(31)]
    assert codes == [404] * 30 + [429]


def test_the_command_invites_and_invites_again(roles, delivered) -> None:
    call_command("invite", "first@example.com", "--role", "administration", verbosity=0)
    call_command("invite", "first@example.com", "--role", "administration", verbosity=0)
    assert {mail.to[0] for mail in delivered()} == {"first@example.com"}
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("invite", "first", "--role", "administration")


def reset(email: str):
    return Client().post("/admin/password_reset/", {"email": email})


def test_a_forgotten_password(person, sign_in, delivered) -> None:
    user = person("rh", enrolled=True)
    other = sign_in(user)
    assert reset(user.email).headers["Location"] == "/admin/password_reset/done/"
    (mail,) = delivered()
    client, link = Client(), link_in(mail.body)
    page = client.get(link, follow=True)
    assert page.status_code == 200
    new = "six very different words stand here"
    done = client.post(
        page.request["PATH_INFO"], {"new_password1": new, "new_password2": new}, follow=True
    )
    assert done.request["PATH_INFO"] == "/admin/password_reset/complete/"
    assert "_auth_user_id" not in client.session
    assert other.get("/admin/").status_code == 302
    assert client.get(link, follow=True).content.decode().count("Ce lien ne fonctionne plus")
    signed = client.post("/admin/login/", {"username": user.email, "password": new})
    assert signed.headers["Location"] == "/admin/second-factor/"
    assert delivered()[-1].subject == "Votre mot de passe a été changé"


def test_unknown_disabled_and_invited_addresses_get_the_same_answer_and_no_mail(
    person, invited, delivered
) -> None:
    delivered().clear()
    off = person("redaction", is_active=False)
    answers = [reset(email) for email in (off.email, invited.email, "nobody@example.com")]
    assert {answer.headers["Location"] for answer in answers} == {"/admin/password_reset/done/"}
    assert delivered() == []


def test_asking_often_sends_three_mails_and_says_nothing(person, delivered) -> None:
    user = person("redaction")
    for _n in range(5):
        assert reset(user.email).status_code == 302
        delivered()
    assert len(delivered()) == 3


def test_the_link_ends_after_two_hours(person, delivered) -> None:
    reset(person("redaction").email)
    link = link_in(delivered()[0].body)
    # Django counts in local time: moving by a date with a zone would move the zone as well.
    with time_machine.travel(time.time() + 2 * 3600 + 60):
        assert "Ce lien ne fonctionne plus" in Client().get(link, follow=True).content.decode()
