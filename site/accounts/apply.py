"""Makes Django groups, page rights and workflows of the declared roles. Running it again is harmless."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts import declarations
from accounts.declarations import CollectionScope, PageScope, Role
from accounts.models import RoleGroup
from accounts.sections import section_paths
from accounts.workflows import apply_workflow


@dataclass
class Applied:
    """What a run found: how many rights it gave and took back, and names that lead nowhere."""

    given: int = 0
    taken: int = 0
    unknown: list[str] = field(default_factory=list)


@transaction.atomic
def apply_roles() -> Applied:
    """Make the database agree with the declarations, whatever it was before.

    Permissions or page types that do not exist (yet) are listed in the result and skipped.
    """
    result = Applied(unknown=declarations.undeclared())
    roles = declarations.roles()
    gone = RoleGroup.objects.exclude(slug__in=[role.slug for role in roles])
    for link in gone.select_related("group"):
        link.group.delete()
        result.taken += 1
    permissions = _all_permissions()
    for role in roles:
        _apply(role, permissions, result)
    for workflow in declarations.workflows():
        apply_workflow(workflow)
    return result


def _apply(role: Role, permissions: dict[str, Permission], result: Applied) -> None:
    group = _group_of(role)
    wanted = _named(role.grant.permissions, permissions, result)
    _settle(
        result,
        set(group.permissions.all()),
        wanted,
        group.permissions.add,
        group.permissions.remove,
    )
    _apply_pages(group, role.grant.pages, permissions, result)
    _apply_collections(group, role.grant.collections, permissions, result)


def _group_of(role: Role) -> Group:
    # Groups carry the role's name in the site's first language; screens show the translated one.
    with translation.override(settings.LANGUAGE_CODE):
        name = str(role.name)
    link = RoleGroup.objects.filter(slug=role.slug).select_related("group").first()
    if link is None:
        group, _created = Group.objects.get_or_create(name=name)
        RoleGroup.objects.create(slug=role.slug, group=group)
        return group
    if link.group.name != name and not Group.objects.filter(name=name).exists():
        link.group.name = name
        link.group.save(update_fields=["name"])
    return link.group


def _apply_pages(
    group: Group, scopes: Sequence[PageScope], permissions: dict[str, Permission], result: Applied
) -> None:
    wanted: set[tuple[int, int]] = set()
    for scope in scopes:
        paths = section_paths(scope.page_model)
        if paths is None:
            result.unknown.append(scope.page_model)
            continue
        names = [f"wagtailcore.{action}_page" for action in scope.permissions]
        for permission in _named(names, permissions, result):
            wanted |= {(pk, permission.pk) for pk in paths}
    rows = GroupPagePermission.objects.filter(group=group)
    have = {(row.page_id, row.permission_id): row for row in rows}
    for pair in have.keys() - wanted:
        have[pair].delete()
        result.taken += 1
    missing = wanted - have.keys()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(missing)
    )
    result.given += len(missing)


def _apply_collections(
    group: Group,
    scopes: Sequence[CollectionScope],
    permissions: dict[str, Permission],
    result: Applied,
) -> None:
    wanted: set[tuple[int, int]] = set()
    for scope in scopes:
        collection = _collection(scope.collection)
        for permission in _named(scope.permissions, permissions, result):
            wanted.add((collection.pk, permission.pk))
    rows = GroupCollectionPermission.objects.filter(group=group)
    have = {(row.collection_id, row.permission_id): row for row in rows}
    for pair in have.keys() - wanted:
        have[pair].delete()
        result.taken += 1
    missing = wanted - have.keys()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection, permission_id=permission)
        for collection, permission in sorted(missing)
    )
    result.given += len(missing)


def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    if not name:
        return root
    found = root.get_children().filter(name=name).first()
    return found or root.add_child(name=name)


def _all_permissions() -> dict[str, Permission]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }


def _named(
    names: Sequence[str], permissions: dict[str, Permission], result: Applied
) -> set[Permission]:
    unknown = {name for name in names if name not in permissions}
    result.unknown.extend(sorted(unknown - set(result.unknown)))
    return {permissions[name] for name in names if name not in unknown}


def _settle(
    result: Applied,
    have: set[Permission],
    wanted: set[Permission],
    add: Callable[..., Any],
    remove: Callable[..., Any],
) -> None:
    add(*(wanted - have))
    remove(*(have - wanted))
    result.given += len(wanted - have)
    result.taken += len(have - wanted)
