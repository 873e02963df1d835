"""How an app declares roles and adds to them, in its `roles.py`.

Everything is named by strings, so that this package knows no other:

    from accounts.declarations import Grant, PageScope, add_to

    add_to(
        "marketing",
        Grant(
            can=[_("Publish news")],
            permissions=["wagtailredirects.add_redirect"],
            pages=[PageScope("pages.NewsIndexPage", ("add", "change", "publish"))],
        ),
    )

`accounts.apply` makes Django groups of what is declared; what is no longer declared is taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from accounts.models import User

    Text = str | _StrPromise
else:
    Text = Any

# Wagtail's words for what may be done in a section of the page tree.
PAGE_PERMISSIONS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


@dataclass(frozen=True)
class PageScope:
    """Rights over every page of one type, in every language, and what lies below it.

    `page_model`: "app.Model". `permissions`: some of PAGE_PERMISSIONS. Never the root of the tree.
    """

    page_model: str
    permissions: Sequence[str]


@dataclass(frozen=True)
class CollectionScope:
    """Rights over the images and documents of one collection.

    `collection`: its name (made when missing), "" for the whole library.
    `permissions`: "app.codename", such as "cms.add_siteimage".
    """

    collection: str
    permissions: Sequence[str]


@dataclass(frozen=True)
class Below:
    """The place below the first page of a type in the site's first language.

    `parent`, `child`: "app.Model". With `child` the form that adds such a page there, without it the
    list of what is there. Shown to those who may add pages there.
    """

    parent: str
    child: str = ""


@dataclass(frozen=True)
class Link:
    """A shortcut or a first step on the admin home.

    `url`: the name of an address without arguments, a place, or a function of the user that gives an
    address or None (not shown). `permission`: shown only to those who have it. `done`: for a first
    step, whether this person has done it: yes or no, or the rows of which there is at least one then
    (the home counts them all together).
    """

    label: Text
    url: str | Below | Callable[["User"], str | None]
    help: Text = ""
    icon: str = "arrow-right"
    permission: str = ""
    done: Callable[["User"], "bool | QuerySet[Any]"] | None = None
    order: int = 100


@dataclass(frozen=True)
class Grant:
    """What an app adds to a role."""

    can: Sequence[Text] = ()
    permissions: Sequence[str] = ()
    pages: Sequence[PageScope] = ()
    collections: Sequence[CollectionScope] = ()
    shortcuts: Sequence[Link] = ()
    first_steps: Sequence[Link] = ()


@dataclass(frozen=True)
class Role:
    """A role of the company. `order` is its place in lists."""

    slug: str
    name: Text
    description: Text
    order: int = 100
    requires_second_factor: bool = False
    grant: Grant = field(default_factory=Grant)


@dataclass(frozen=True)
class ApprovalWorkflow:
    """A publication workflow: what others submit in its sections waits for one of `approvers`."""

    slug: str
    name: Text
    approvers: Sequence[str]
    sections: Sequence[str] = ()


_roles: dict[str, Role] = {}
_grants: dict[str, list[Grant]] = {}
_workflows: dict[str, ApprovalWorkflow] = {}
_sections: dict[str, list[str]] = {}


def declare_role(role: Role) -> None:
    """Add a role to the company. Raises ValueError when two roles have the same slug."""
    if role.slug in _roles:
        raise ValueError(f"Two roles are called {role.slug!r}.")
    _roles[role.slug] = role


def add_to(slug: str, grant: Grant) -> None:
    """Add rights to a role, which may be declared later than this call."""
    _grants.setdefault(slug, []).append(grant)


def declare_workflow(workflow: ApprovalWorkflow) -> None:
    """Add a workflow. Raises ValueError when two have the same slug."""
    if workflow.slug in _workflows:
        raise ValueError(f"Two workflows are called {workflow.slug!r}.")
    _workflows[workflow.slug] = workflow


def put_under_workflow(slug: str, *page_models: str) -> None:
    """Have the sections of these page types follow a declared workflow."""
    _sections.setdefault(slug, []).extend(page_models)


def roles() -> list[Role]:
    """Every role with all that the apps added to it, in order."""
    return [_complete(role) for role in sorted(_roles.values(), key=lambda r: (r.order, r.slug))]


def role(slug: str) -> Role:
    """One role, complete. Raises KeyError when nobody declared it."""
    return _complete(_roles[slug])


def workflows() -> list[ApprovalWorkflow]:
    """Every workflow with the sections the apps put under it."""
    return [
        ApprovalWorkflow(
            slug=workflow.slug,
            name=workflow.name,
            approvers=workflow.approvers,
            sections=(*workflow.sections, *_sections.get(workflow.slug, ())),
        )
        for workflow in _workflows.values()
    ]


def undeclared() -> list[str]:
    """Slugs of roles and workflows that were added to but that nobody declared."""
    return sorted((set(_grants) - set(_roles)) | (set(_sections) - set(_workflows)))


def section_models() -> set[str]:
    """Every page type whose pages carry rights or a workflow."""
    models = {scope.page_model for role in roles() for scope in role.grant.pages}
    return models | {name for workflow in workflows() for name in workflow.sections}


def _complete(role: Role) -> Role:
    parts = [role.grant, *_grants.get(role.slug, ())]
    joined: dict[str, Any] = {
        part.name: tuple(item for grant in parts for item in getattr(grant, part.name))
        for part in fields(Grant)
    }
    return Role(
        slug=role.slug,
        name=role.name,
        description=role.description,
        order=role.order,
        requires_second_factor=role.requires_second_factor,
        grant=Grant(**joined),
    )
