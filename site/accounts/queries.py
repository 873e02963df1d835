"""What is asked about staff."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import declarations
from accounts.declarations import Role
from accounts.models.invitations import LIFETIME
from privacy.models import JournalEntry

if TYPE_CHECKING:
    from accounts.models import User


def roles_of(user: "User | AnonymousUser") -> list[Role]:
    """The roles this person has now, in the order of their declaration."""
    if not user.is_authenticated or not user.is_active:
        return []
    slugs = role_slugs(user)
    return [role for role in declarations.roles() if role.slug in slugs]


def journalled(*actions: str) -> "Callable[[Any], QuerySet[JournalEntry]]":
    """For `Link.done`: the entries of the access journal that say this person did one of these."""
    return lambda user: JournalEntry.objects.filter(actor=user, action__in=actions)


def roles_in(request: HttpRequest) -> list[Role]:
    """The roles of the person who asks, looked up once for the request."""
    known: list[Role] | None = getattr(request, "_roles", None)
    if known is None:
        known = roles_of(request.user)
        request._roles = known  # type: ignore[attr-defined]
    return known


def role_slugs(user: "User") -> set[str]:
    """The slugs of the roles this person has now; two queries less when groups are prefetched."""
    return {
        group.role.slug
        for group in user.groups.all().select_related("role")
        if hasattr(group, "role")
    }


def has_role(user: "User | AnonymousUser", *slugs: str) -> bool:
    """Whether this person is active and has one of these roles now (asked of the database)."""
    return (
        user.is_authenticated
        and user.is_active
        and user.groups.filter(role__slug__in=slugs).exists()
    )


def role_group(slug: str) -> Group:
    """The Django group that carries this role. Raises Group.DoesNotExist before apply_roles ran."""
    return Group.objects.get(role__slug=slug)


def staff_with_role(slug: str) -> "QuerySet[User]":
    """The active people who have this role."""
    from accounts.models import User

    return User.objects.filter(is_active=True, groups__role__slug=slug).distinct()


def roles_requiring_second_factor() -> list[str]:
    return [role.slug for role in declarations.roles() if role.requires_second_factor]


def _totp() -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)


def second_factor_of(user: "User") -> QuerySet[Authenticator]:
    """This person's phone, once it is enrolled."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)


def has_second_factor(user: "User") -> bool:
    """Whether this person's phone is enrolled."""
    return second_factor_of(user).exists()


def must_have_second_factor(user: "User") -> bool:
    """Whether a role of this person requires it. A rescue superuser always needs it."""
    return user.is_superuser or has_role(user, *roles_requiring_second_factor())


def second_factor_state(user: "User") -> tuple[bool, bool]:
    """(enrolled, required), in one query."""
    from accounts.models import User

    required = Group.objects.filter(
        user=OuterRef("pk"), role__slug__in=roles_requiring_second_factor()
    )
    row = (
        User.objects.filter(pk=user.pk)
        .annotate(enrolled=Exists(_totp()), required=Exists(required))
        .values_list("enrolled", "required")
        .first()
    )
    if row is None:
        return False, True
    return row[0], row[1] or user.is_superuser


def with_state(users: "QuerySet[User]") -> "QuerySet[User]":
    """Staff with what the list shows of them, without a query per row."""
    return users.annotate(enrolled=Exists(_totp())).prefetch_related("groups__role", "invitation")


def staff_figures() -> "dict[str, QuerySet[Any]]":
    """For the Administration's home: active, invited, expired, without a second factor they need."""
    from accounts.models import Invitation, User

    active = User.objects.filter(is_active=True)
    waiting = Invitation.objects.filter(accepted_at=None, user__is_active=True)
    late = timezone.now() - LIFETIME
    demanding = Group.objects.filter(
        user=OuterRef("pk"), role__slug__in=roles_requiring_second_factor()
    )
    return {
        "active": active,
        "invited": waiting.filter(sent_at__gt=late),
        "expired": waiting.filter(sent_at__lte=late),
        "bare": active.filter(~Exists(_totp()), Exists(demanding)),
    }
