"""What is done to staff accounts. `by` is who does it; None is the system or the command line."""

from collections.abc import Collection

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts import second_factor
from accounts.models import Invitation, RoleGroup, User
from accounts.models.invitations import new_nonce
from accounts.models.users import new_session_mark
from accounts.queries import has_second_factor, role_slugs
from outbox.services import cancel_for, send_mail


def may_manage(*, by: User, user: User) -> bool:
    """Whether `by` may change this account. A rescue superuser is changed by superusers only."""
    return by.has_perm("accounts.change_user") and (by.is_superuser or not user.is_superuser)


def _demand(by: User | None, user: User, *, not_oneself: bool = False) -> None:
    if by is None:
        return
    if not may_manage(by=by, user=user) or (not_oneself and by.pk == user.pk):
        raise PermissionDenied


@transaction.atomic
def invite(
    *, by: User | None, email: str, first_name: str, last_name: str, roles: Collection[str]
) -> User:
    """Make an account without a password and send the link with which its owner chooses one.

    Raises PermissionDenied, ValueError for an unknown role, IntegrityError for an address in use.
    """
    if by is not None and not by.has_perm("accounts.add_user"):
        raise PermissionDenied
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    _set_groups(user, roles)
    Invitation.objects.create(user=user, invited_by=by)
    log(user, "accounts.invite", user=by, data={"roles": sorted(roles)})
    send_mail(mail="accounts.emails.invitation", about=user, key=f"invitation-{user.pk}")
    return user


@transaction.atomic
def resend_invitation(*, by: User | None, user: User) -> None:
    """Renew the link for seven days; the former one stops working.

    Raises PermissionDenied, and ValueError when the account has a password already.
    """
    _demand(by, user)
    if user.has_usable_password() or not user.is_active:
        raise ValueError("This account waits for no invitation.")
    Invitation.objects.update_or_create(
        user=user,
        defaults={
            "nonce": new_nonce(),
            "sent_at": timezone.now(),
            "accepted_at": None,
            "invited_by": by,
        },
    )
    log(user, "accounts.invite", user=by, data={"roles": sorted(role_slugs(user))})
    send_mail(mail="accounts.emails.invitation", about=user, key=f"invitation-{user.pk}")


@transaction.atomic
def accept_invitation(*, invitation: Invitation, token: str, password: str) -> User | None:
    """Set the password the invited person chose. The link works once.

    Returns None when the link was used, renewed or expired meanwhile.
    """
    invitation = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    if not invitation.opens_with(token):
        return None
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    invitation.user.set_password(password)
    invitation.user.save()
    return invitation.user


@transaction.atomic
def request_password_reset(*, email: str) -> None:
    """Send a link to choose a new password, if this is the address of an account in use."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is not None and user.has_usable_password():
        send_mail(mail="accounts.emails.password_reset", about=user, key=f"reset-{user.pk}")


@transaction.atomic
def set_roles(*, by: User | None, user: User, roles: Collection[str]) -> None:
    """Give exactly these roles; counts at the person's next request.

    Raises PermissionDenied (nobody changes their own roles), ValueError for an unknown role.
    """
    before = role_slugs(user)
    if before == set(roles):
        return
    _demand(by, user, not_oneself=True)
    _set_groups(user, roles)
    log(user, "accounts.roles", user=by, data={"before": sorted(before), "after": sorted(roles)})


@transaction.atomic
def disable(*, by: User | None, user: User) -> None:
    """Close the account: its sessions end at once and what waits to be sent to it is dropped."""
    _demand(by, user, not_oneself=True)
    user.is_active = False
    user.session_mark = new_session_mark()
    user.save(update_fields=["is_active", "session_mark"])
    cancel_for(about=user)
    log(user, "accounts.disable", user=by)


@transaction.atomic
def enable(*, by: User | None, user: User) -> None:
    """Open the account again. Sessions from before stay closed."""
    _demand(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    log(user, "accounts.enable", user=by)


@transaction.atomic
def end_sessions(*, user: User) -> None:
    """End every session of this person; the caller keeps their own with update_session_auth_hash."""
    user.session_mark = new_session_mark()
    user.save(update_fields=["session_mark"])


@transaction.atomic
def remove_second_factor(*, by: User | None, user: User) -> None:
    """Take away a lost second factor. The person signs in again, and enrols again if required."""
    _demand(by, user)
    if not has_second_factor(user):
        return
    second_factor.remove(user)
    end_sessions(user=user)
    log(user, "accounts.second_factor_removed", user=by)
    send_mail(mail="accounts.emails.second_factor_changed", about=user, enrolled=False)


def _set_groups(user: User, roles: Collection[str]) -> None:
    links = RoleGroup.objects.filter(slug__in=roles)
    if links.count() != len(set(roles)):
        raise ValueError("One of these roles does not exist.")
    # Groups that carry no role are a superuser's own arrangement: they stay.
    other = Group.objects.filter(user=user, role=None)
    user.groups.set([*other, *(link.group for link in links.select_related("group"))])
