"""Declared roles become groups; page rights follow sections; the workflow is made once."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from accounts import declarations
from accounts.apply import apply_roles
from accounts.checks import declared_roles_exist
from accounts.declarations import Grant, PageScope, Role, add_to, declare_role
from accounts.models import RoleGroup
from accounts.queries import has_role, role_group

from .conftest import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is its own."""
    for name in ("_roles", "_grants", "_workflows", "_sections"):
        kept = getattr(declarations, name)
        copy = {k: list(v) if isinstance(v, list) else v for k, v in kept.items()}
        monkeypatch.setattr(declarations, name, copy)


def test_migration_leaves_the_six_roles_and_no_stock_group() -> None:
    assert set(RoleGroup.objects.values_list("slug", flat=True)) == set(ROLES)
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Rédaction",
        "Marketing",
        "RH",
        "Entretien",
        "DPO",
        "Administration",
    }
    assert not Workflow.objects.filter(name="Moderators approval").exists()


def test_nobody_has_rights_at_the_root(site: dict) -> None:
    assert GroupPagePermission.objects.exists()
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()


def test_editing_changes_news_but_not_home_and_cannot_publish(site: dict, person) -> None:
    editor = person("redaction")
    news, home = (
        site["news"].permissions_for_user(editor),
        site["home"].permissions_for_user(editor),
    )
    assert news.can_edit()
    assert news.can_add_subpage()
    assert not news.can_publish()
    assert not home.can_edit()


def test_marketing_publishes_below_home(site: dict, person) -> None:
    assert site["news"].permissions_for_user(person("marketing")).can_publish()


@pytest.mark.parametrize("slug", ["entretien", "dpo", "administration"])
def test_other_roles_edit_no_institutional_page(site: dict, person, slug: str) -> None:
    assert not site["news"].permissions_for_user(person(slug)).can_edit()


def test_applying_again_changes_nothing(site: dict) -> None:
    result = apply_roles()
    assert (result.given, result.taken, result.unknown) == (0, 0, [])


def test_what_is_added_by_hand_or_no_longer_declared_is_taken_back(
    site: dict, registry: None
) -> None:
    group = role_group("redaction")
    GroupPagePermission.objects.create(group=group, page=site["home"], permission_type="publish")
    declare_role(Role(slug="stage", name="Stage", description=""))
    apply_roles()
    assert not GroupPagePermission.objects.filter(group=group, page=site["home"]).exists()
    assert Group.objects.filter(name="Stage").exists()
    del declarations._roles["stage"]
    apply_roles()
    assert not Group.objects.filter(name="Stage").exists()


def test_a_new_section_has_its_rights_at_once(
    site: dict, django_capture_on_commit_callbacks, person
) -> None:
    from pages.models import StoryIndexPage

    # What the fixtures left waiting never comes to its commit in a test.
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True):
        stories = site["home"].add_child(
            instance=StoryIndexPage(title="Clients", slug="clients", locale=site["home"].locale)
        )
    assert stories.permissions_for_user(person("redaction")).can_edit()
    assert WorkflowPage.objects.filter(page=stories).exists()


def test_the_same_section_of_the_other_language_follows(site: dict, person) -> None:
    from wagtail.models import Locale

    english, _made = Locale.objects.get_or_create(language_code="en")
    site["home"].copy_for_translation(english)
    translated = site["news"].copy_for_translation(english)
    apply_roles()
    assert translated.permissions_for_user(person("redaction")).can_edit()


def test_the_workflow_is_staffs_own_once_made(site: dict) -> None:
    workflow = Workflow.objects.get(name="Publication")
    assert WorkflowPage.objects.filter(page=site["news"], workflow=workflow).exists()
    workflow.name = "Relecture"
    workflow.save()
    WorkflowPage.objects.filter(page=site["news"]).delete()
    apply_roles()
    assert not WorkflowPage.objects.filter(page=site["news"]).exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Relecture"]
    workflow.delete()
    apply_roles()
    assert not Workflow.objects.exists()


def test_marketing_approves_what_editing_submits(site: dict, person) -> None:
    from pages.models import NewsPage

    editor, marketer = person("redaction"), person("marketing")
    article = site["news"].add_child(
        instance=NewsPage(
            title="Nouveau", slug="nouveau", locale=site["home"].locale, live=False, owner=editor
        )
    )
    article.save_revision(user=editor)
    state = article.get_workflow().start(article, editor)
    task = state.current_task_state.task.specific
    assert not task.user_can_access_editor(article, person("rh"))
    assert {action for action, *_ in task.get_actions(article, marketer)} >= {"approve", "reject"}
    assert task.get_actions(article, editor) == []
    state.current_task_state.specific.approve(user=marketer)
    article.refresh_from_db()
    assert article.live


def test_a_wrong_name_fails_the_check_and_the_command(roles: None, registry: None) -> None:
    add_to(
        "redaction",
        Grant(permissions=["pages.fly_newspage"], pages=[PageScope("pages.Nothing", ("add",))]),
    )
    add_to("redactoin", Grant())
    assert {error.id for error in declared_roles_exist(None)} == {
        "accounts.E001",
        "accounts.E002",
        "accounts.E003",
    }
    with pytest.raises(CommandError, match=r"pages\.fly_newspage"):
        call_command("apply_roles")


def test_the_root_is_no_section(roles: None, registry: None) -> None:
    add_to("redaction", Grant(pages=[PageScope("wagtailcore.Page", ("change",))]))
    assert "accounts.E003" in {error.id for error in declared_roles_exist(None)}


def test_a_disabled_person_has_no_role(person) -> None:
    user = person("rh")
    assert has_role(user, "rh")
    user.is_active = False
    assert not has_role(user, "rh")
