"""Staff in the admin: inviting, roles, disabling; nobody widens their own rights (C5)."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.queries import role_slugs

pytestmark = pytest.mark.django_db
OTHERS = ("redaction", "marketing", "rh", "entretien", "dpo")


def form(user: User, *roles: str, **changes: str) -> dict:
    data = {"email": user.email, "first_name": user.first_name, "last_name": user.last_name}
    return {**data, "roles": list(roles), **changes}


@pytest.fixture
def admin(person, sign_in) -> Client:
    return sign_in(person("administration", enrolled=True, email="admin@example.com"))


def test_the_list_shows_roles_second_factor_and_state(
    admin, person, django_assert_max_num_queries
) -> None:
    person("rh", enrolled=True, email="rh@example.com")
    person("redaction", "marketing", email="both@example.com", is_active=False)
    for _n in range(8):
        person("entretien")
    admin.get("/admin/users/")
    with django_assert_max_num_queries(25):
        page = admin.get("/admin/users/").content.decode()
    for text in (
        "rh@example.com",
        "Rédaction, Marketing",
        "Activée",
        "Désactivé",
        "Double authentification",
    ):
        assert text in page


def test_it_filters_by_role_and_searches(admin, person) -> None:
    person("rh", email="anne@example.com")
    person("dpo", email="dora@example.com")
    page = admin.get("/admin/users/?role=rh").content.decode()
    assert "anne@example.com" in page
    assert "dora@example.com" not in page
    assert "dora@example.com" in admin.get("/admin/users/?q=dora").content.decode()


def test_roles_are_changed_and_logged_without_a_name(admin, person) -> None:
    user = person("redaction", email="rare-name@example.com")
    answer = admin.post(
        f"/admin/users/edit/{user.pk}/", form(user, "rh", "entretien", last_name="Durand")
    )
    assert answer.status_code == 302
    assert role_slugs(User.objects.get(pk=user.pk)) == {"rh", "entretien"}
    entry = ModelLogEntry.objects.get(
        action="accounts.roles", object_id=str(user.pk), user__isnull=False
    )
    assert entry.label == f"Compte {user.pk}"
    assert "rare-name" not in str(entry.data)


def test_an_address_in_use_is_said_so_at_the_field(admin, person) -> None:
    user = person("redaction")
    data = {"email": user.email.upper(), "first_name": "A", "last_name": "B", "roles": ["rh"]}
    page = admin.post("/admin/users/new/", data)
    assert page.status_code == 200
    assert "Cette adresse a déjà un compte" in page.content.decode()


def test_an_account_needs_a_role_that_exists(admin) -> None:
    base = {"email": "new@example.com", "first_name": "A", "last_name": "B"}
    for roles in ([], ["king"]):
        assert admin.post("/admin/users/new/", {**base, "roles": roles}).status_code == 200
    assert not User.objects.filter(email="new@example.com").exists()


def test_nobody_changes_their_own_roles_or_becomes_superuser(admin, person) -> None:
    me = User.objects.get(email="admin@example.com")
    group = Group.objects.get(role__slug="rh")
    admin.post(
        f"/admin/users/edit/{me.pk}/",
        form(me, "administration", "rh", is_superuser="on", groups=[group.pk], first_name="Moi"),
    )
    me.refresh_from_db()
    assert me.first_name == "Moi"
    assert role_slugs(me) == {"administration"}
    assert not me.is_superuser
    other = person("redaction")
    admin.post(f"/admin/users/edit/{other.pk}/", form(other, "redaction", is_superuser="on"))
    other.refresh_from_db()
    assert not other.is_superuser


def test_rescue_accounts_are_out_of_sight_and_reach(admin, roles) -> None:
    root = User.objects.create_superuser("root@example.com", "x" * 20)
    assert "root@example.com" not in admin.get("/admin/users/").content.decode()
    for path in ("edit/{}/", "delete/{}/", "history/{}/", "usage/{}/", "act/{}/disable/"):
        here = admin.get("/admin/users/" + path.format(root.pk))
        nowhere = admin.get("/admin/users/" + path.format(root.pk + 10**6))
        assert here.status_code == nowhere.status_code == 404, path
        assert admin.post("/admin/users/" + path.format(root.pk)).status_code == 404
    root.refresh_from_db()
    assert root.is_active


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_manage_nobody(person, sign_in, role: str) -> None:
    user, victim = person(role, enrolled=True), person("redaction")
    client = sign_in(user)
    group = Group.objects.get(role__slug="administration")
    paths = [
        "/admin/users/",
        "/admin/users/new/",
        f"/admin/users/edit/{user.pk}/",
        f"/admin/users/edit/{victim.pk}/",
        f"/admin/users/delete/{victim.pk}/",
        f"/admin/users/act/{victim.pk}/disable/",
        f"/admin/users/history/{victim.pk}/",
        "/admin/groups/",
        "/admin/groups/new/",
        f"/admin/groups/edit/{group.pk}/",
        f"/admin/groups/{group.pk}/users/",
        f"/admin/bulk/accounts/user/assign_role/?id={user.pk}",
        f"/admin/bulk/accounts/user/set_active_state/?id={victim.pk}",
        f"/admin/bulk/accounts/user/delete/?id={victim.pk}",
    ]
    for path in paths:
        data = {
            **form(victim, "administration"),
            "role": group.pk,
            "groups": [group.pk],
            "is_superuser": "on",
        }
        for answer in (client.get(path), client.post(path, data)):
            assert answer.status_code in (302, 403, 404), path
            assert answer.headers.get("Location", "/admin/") == "/admin/"
    user.refresh_from_db()
    victim.refresh_from_db()
    assert role_slugs(user) == {role}
    assert not user.is_superuser
    assert victim.is_active
    assert User.objects.count() == 2


def test_bulk_actions_and_groups_are_closed_to_administration_too(admin, person) -> None:
    victim, group = person("redaction"), Group.objects.get(role__slug="rh")
    me = User.objects.get(email="admin@example.com")
    assert (
        admin.post(
            f"/admin/bulk/accounts/user/assign_role/?id={me.pk}", {"role": group.pk}
        ).status_code
        == 404
    )
    assert admin.post(f"/admin/bulk/accounts/user/delete/?id={victim.pk}").status_code == 404
    assert admin.post(f"/admin/groups/edit/{group.pk}/", {"name": "x"}).status_code in (302, 404)
    assert role_slugs(me) == {"administration"}


def act(client: Client, user: User, name: str):
    path = f"/admin/users/act/{user.pk}/{name}/"
    page = client.get(path)
    return client.post(path) if page.status_code == 200 else page


def test_disabling_and_enabling(admin, person, sign_in) -> None:
    user = person("redaction")
    client = sign_in(user)
    assert act(admin, user, "disable").status_code == 302
    assert client.get("/admin/").status_code == 302
    assert act(admin, user, "disable").status_code == 404
    assert act(admin, user, "enable").status_code == 302
    assert sign_in(user).get("/admin/").status_code == 200


def test_looking_at_an_act_does_nothing(admin, person) -> None:
    user = person("redaction")
    admin.get(f"/admin/users/act/{user.pk}/disable/")
    user.refresh_from_db()
    assert user.is_active


def test_a_lost_phone(admin, person, sign_in, delivered) -> None:
    user = person("rh", enrolled=True)
    client = sign_in(user)
    assert act(admin, user, "remove-second-factor").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/admin/").status_code == 302
    assert sign_in(user).get("/admin/").headers["Location"] == "/admin/second-factor/set-up/"
    assert [mail.subject for mail in delivered()] == ["Double authentification retirée"]
    assert ModelLogEntry.objects.filter(action="accounts.second_factor_removed").exists()


def test_nobody_does_these_to_themselves(admin) -> None:
    me = User.objects.get(email="admin@example.com")
    for name in ("disable", "remove-second-factor", "resend", "nonsense"):
        assert act(admin, me, name).status_code == 404
    assert admin.post(f"/admin/users/delete/{me.pk}/").status_code == 302
    assert User.objects.filter(pk=me.pk).exists()


def test_an_invitation_is_sent_again(admin, roles, delivered) -> None:
    from accounts.services import invite

    user = invite(by=None, email="late@example.com", first_name="L", last_name="T", roles=["rh"])
    delivered()
    assert act(admin, user, "resend").status_code == 302
    assert len(delivered()) == 2


def test_deleting_an_account_leaves_no_name_in_the_log(admin, person) -> None:
    user = person("redaction", email="vanishing@example.com", first_name="Zoé", last_name="Unique")
    pk = user.pk
    assert admin.post(f"/admin/users/delete/{pk}/").status_code == 302
    rows = str(list(ModelLogEntry.objects.values()))
    assert "vanishing" not in rows
    assert "Unique" not in rows


def test_ones_own_account_page_offers_no_picture_and_no_other_address(person, sign_in) -> None:
    client = sign_in(person("redaction"))
    page = client.get("/admin/account/").content.decode()
    assert "Sécurité du compte" in page
    assert 'type="file"' not in page
    assert "name_email-email" not in page


def test_first_accounts_are_made_once(roles, tmp_path, monkeypatch, capsys) -> None:
    from django.core.management import call_command

    from accounts.management.commands import create_first_accounts as command

    file = tmp_path / "var" / "first-accounts.txt"
    monkeypatch.setattr(command, "FILE", file)
    call_command("create_first_accounts")
    text = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert User.objects.count() == 6
    for line in text.splitlines()[2:]:
        email, password = line.split()
        answer = Client().post("/admin/login/", {"username": email, "password": password})
        second = email.split("@")[0] in ("rh", "dpo", "administration")
        assert answer.headers["Location"] == (
            "/admin/second-factor/set-up/" if second else "/admin/"
        )
    assert text.strip() in capsys.readouterr().out
    User.objects.filter(email__startswith="dpo").delete()
    call_command("create_first_accounts")
    assert file.read_text() == text
    assert User.objects.count() == 5
