"""The second factor: required where the role says so, on every screen; secrets sealed; codes once."""

import json
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.adapter import SecondFactorAdapter, SecretLost
from accounts.models import User
from accounts.services import set_roles

from .conftest import PASSWORD, SECRET, code_for, secret_of

pytestmark = pytest.mark.django_db
CODE, SET_UP, CODES = (
    "/admin/second-factor/",
    "/admin/second-factor/set-up/",
    "/admin/second-factor/codes/",
)
INSIDE = [
    "/admin/",
    "/admin/pages/",
    "/admin/account/",
    "/admin/account/security/",
    "/admin/users/",
    "/admin/api/main/pages/",
    "/admin/reports/site-history/",
    "/admin/images/",
    "/admin/choose-page/",
    "/admin/nothing-here/",
    "/admin/second-factor/codes/",
    "/admin/second-factor/codes.txt",
]


def half(user: User) -> Client:
    """A session that has shown its password only."""
    client = Client()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("role", ["rh", "dpo", "administration"])
@pytest.mark.parametrize("path", INSIDE)
def test_required_roles_reach_nothing_before_they_enrol(person, role: str, path: str) -> None:
    response = half(person(role)).get(path)
    assert (response.status_code, response.headers["Location"]) == (302, SET_UP)


@pytest.mark.parametrize("path", INSIDE)
def test_the_enrolled_reach_nothing_before_the_code(person, path: str) -> None:
    response = half(person("redaction", enrolled=True)).get(path)
    assert (response.status_code, response.headers["Location"]) == (302, CODE)


def test_scripts_are_refused_instead_of_led_elsewhere(person) -> None:
    client = half(person("rh"))
    answer = client.get("/admin/api/main/pages/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer.status_code == 403
    assert client.post("/admin/account/").status_code == 302


def test_outside_the_admin_a_half_open_session_is_a_visitor(person, sign_in, site) -> None:
    """Shown on a page kept for one role: the only thing outside the admin that asks who is there."""
    from django.contrib.auth.models import Group
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model
    from wagtail.models import Collection, CollectionViewRestriction

    user = person("marketing", enrolled=True)
    kept = Collection.get_first_root_node().add_child(name="Interne")
    restriction = CollectionViewRestriction.objects.create(
        collection=kept, restriction_type="groups"
    )
    restriction.groups.set(Group.objects.filter(role__slug="marketing"))
    document = get_document_model().objects.create(
        title="Note", collection=kept, file=ContentFile(b"x", name="note.txt")
    )
    whole = sign_in(user).get(document.url)
    assert b"".join(whole.streaming_content) == b"x"
    assert half(user).get(document.url).status_code == 302
    assert Client().get(document.url).status_code == 302


@pytest.mark.parametrize("role", ["redaction", "marketing", "entretien"])
def test_other_roles_need_none(person, role: str) -> None:
    assert half(person(role)).get("/admin/").status_code == 200


def test_a_rescue_superuser_needs_one(roles) -> None:
    user = User.objects.create_superuser("root@example.com", PASSWORD)
    assert half(user).get("/admin/").headers["Location"] == SET_UP


def enrol_now(client: Client) -> str:
    """Go through the set-up screen; the secret as the screen shows it."""
    page = client.get(SET_UP).content.decode()
    secret = page.split('class="entrance__secret">')[1].split("<")[0].replace(" ", "")
    assert 'src="data:image/svg+xml;base64,' in page
    response = client.post(SET_UP, {"code": code_for(secret)})
    assert response.headers["Location"] == CODES
    return secret


def test_enrolling_shows_the_codes_once_and_opens_the_admin(person, delivered) -> None:
    user = person("rh")
    client = half(user)
    assert client.get("/admin/images/").status_code == 302
    enrol_now(client)
    page = client.get(CODES).content.decode()
    assert page.count("<li><code>") == 10
    file = client.get("/admin/second-factor/codes.txt")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert len([line for line in file.content.decode().split() if line.isdigit()]) == 10
    assert client.post(CODES).headers["Location"] == "/admin/images/"
    assert client.get(CODES).status_code == 302
    assert client.get("/admin/second-factor/codes.txt").status_code == 404
    assert client.get("/admin/").status_code == 200
    assert [mail.subject for mail in delivered()] == ["Double authentification activée"]


def test_the_codes_are_closed_after_ten_minutes(person) -> None:
    client = half(person("rh"))
    enrol_now(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(CODES).status_code == 302
        assert client.get("/admin/second-factor/codes.txt").status_code == 404


def test_a_wrong_code_enrols_nobody(person) -> None:
    user = person("rh")
    client = half(user)
    client.get(SET_UP)
    assert "Saisissez les six chiffres" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_no_secret_lies_in_clear_in_the_database(person) -> None:
    user = person("rh")
    client = half(user)
    client.get(SET_UP)
    pending = json.dumps(dict(client.session.items()))
    page = client.get(SET_UP).content.decode()
    secret = page.split('class="entrance__secret">')[1].split("<")[0].replace(" ", "")
    assert secret not in pending
    client.post(SET_UP, {"code": code_for(secret)})
    assert secret_of(user) == secret
    for row in Authenticator.objects.all():
        assert secret not in json.dumps(row.data)
        assert "v1:" in json.dumps(row.data)


def test_the_key_rotates_and_a_lost_key_opens_nothing(settings, person) -> None:
    adapter = SecondFactorAdapter()
    settings.VAULT_KEYS = ["old-key"]
    sealed = adapter.encrypt("secret")
    settings.VAULT_KEYS = ["new-key", "old-key"]
    assert adapter.decrypt(sealed) == "secret"
    settings.VAULT_KEYS = ["new-key"]
    with pytest.raises(SecretLost):
        adapter.decrypt(sealed)
    user = person("redaction", enrolled=True)
    settings.VAULT_KEYS, settings.SECRET_KEY = [], "another"
    answer = half(user).post(CODE, {"code": code_for(SECRET)})
    assert answer.status_code == 200


def test_the_code_opens_and_works_once(person) -> None:
    user = person("redaction", enrolled=True)
    with time_machine.travel(1_800_000_000, tick=False):
        code = code_for(SECRET)
        first, second = half(user), half(user)
        assert first.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
        assert first.get("/admin/").status_code == 200
        assert "a déjà servi" in second.post(CODE, {"code": code}).content.decode()
        assert second.get("/admin/").status_code == 302


def test_a_code_of_the_step_before_is_accepted_an_older_one_is_not(person) -> None:
    user = person("redaction", enrolled=True)
    with time_machine.travel(1_800_000_000, tick=False):
        old, last = (code_for(SECRET, time.time() - seconds) for seconds in (95, 30))
        assert half(user).post(CODE, {"code": old}).status_code == 200
        assert half(user).post(CODE, {"code": last}).status_code == 302


def test_a_recovery_code_works_once_and_says_how_many_are_left(person) -> None:
    from accounts.second_factor import unused_codes

    user = person("redaction", enrolled=True)
    code = unused_codes(user)[0]
    client = half(user)
    assert client.post(CODE, {"code": f"{code[:4]}-{code[4:]}"}).status_code == 302
    assert "il en reste 9" in client.get("/admin/").content.decode()
    assert half(user).post(CODE, {"code": code}).status_code == 200


def test_codes_are_throttled_by_account_wherever_they_come_from(person) -> None:
    user = person("redaction", enrolled=True)
    answers = [
        half(user).post(CODE, {"code": "000000"}, REMOTE_ADDR=f"203.0.113.{n}") for n in range(6)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert half(user).post(CODE, {"code": code_for(SECRET)}).status_code == 429


def test_a_session_half_open_for_a_quarter_of_an_hour_ends(person) -> None:
    client = half(person("redaction", enrolled=True))
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get("/admin/").headers["Location"] == "/admin/login/"
    assert "_auth_user_id" not in client.session


def test_a_role_given_meanwhile_asks_for_it_at_the_next_click(person) -> None:
    user = person("redaction")
    client = half(user)
    assert client.get("/admin/").status_code == 200
    set_roles(by=None, user=user, roles=["redaction", "dpo"])
    assert client.get("/admin/").headers["Location"] == SET_UP


def test_the_set_up_screen_from_inside_asks_for_the_password_first(person) -> None:
    user = person("redaction")
    client = half(user)
    assert client.get(SET_UP).headers["Location"] == "/admin/account/security/"
    wrong = client.post("/admin/account/security/", {"act": "set-up", "password": "wrong"})
    assert "pas votre mot de passe" in wrong.content.decode()
    assert client.get(SET_UP).status_code == 302
    client.post("/admin/account/security/", {"act": "set-up", "password": PASSWORD})
    enrol_now(client)


def test_a_second_phone_replaces_the_first(person, sign_in) -> None:
    user = person("rh", enrolled=True)
    client = sign_in(user)
    client.post("/admin/account/security/", {"act": "set-up", "password": PASSWORD})
    secret = enrol_now(client)
    assert secret != SECRET
    assert client.get("/admin/").status_code == 200
    later = time.time() + 60
    with time_machine.travel(later):
        assert half(user).post(CODE, {"code": code_for(SECRET, later)}).status_code == 200
        assert half(user).post(CODE, {"code": code_for(secret, later)}).status_code == 302


def test_new_recovery_codes_replace_the_old(person, sign_in) -> None:
    from accounts.second_factor import unused_codes

    user = person("rh", enrolled=True)
    before = unused_codes(user)
    client = sign_in(user)
    response = client.post("/admin/account/security/", {"act": "codes", "password": PASSWORD})
    assert response.headers["Location"] == CODES
    assert not set(before) & set(unused_codes(user))


def test_it_can_be_removed_where_no_role_requires_it(person, sign_in) -> None:
    free, bound = person("redaction", enrolled=True), person("dpo", enrolled=True)
    for user, left in ((free, 0), (bound, 2)):
        sign_in(user).post("/admin/account/security/", {"act": "remove", "password": PASSWORD})
        assert Authenticator.objects.filter(user=user).count() == left
