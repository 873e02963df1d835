"""What Administration does to an account, each act confirmed on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages

from accounts.models import User
from accounts.queries import has_second_factor
from accounts.services import disable, enable, may_manage, remove_second_factor, resend_invitation


@dataclass(frozen=True)
class Act:
    """`applies`: whether it makes sense for this account now."""

    label: Any
    explanation: Any
    done: Any
    icon: str
    do: Callable[..., None]
    applies: Callable[[User], bool]


ACTS: dict[str, Act] = {
    "resend": Act(
        label=_("Send the invitation again"),
        explanation=_("A new link is sent, valid for seven days. The former one stops working."),
        done=_("The invitation is on its way."),
        icon="mail",
        do=resend_invitation,
        applies=lambda user: user.is_active and not user.has_usable_password(),
    ),
    "remove-second-factor": Act(
        label=_("Remove the second factor"),
        explanation=_(
            "For someone who lost their phone and their recovery codes. Make sure by voice that it is"
            " them. Their sessions end; if their role requires a second factor, they set up a new one"
            " when they next sign in. They are told by e-mail."
        ),
        done=_("The second factor is removed."),
        icon="key",
        do=remove_second_factor,
        applies=has_second_factor,
    ),
    "disable": Act(
        label=_("Disable the account"),
        explanation=_(
            "The person is signed out at once, on every device, and cannot sign in any more. What they"
            " wrote stays. You can enable the account again."
        ),
        done=_("The account is disabled."),
        icon="no-view",
        do=disable,
        applies=lambda user: user.is_active,
    ),
    "enable": Act(
        label=_("Enable the account"),
        explanation=_("The person can sign in again with their password and has the same roles."),
        done=_("The account is enabled."),
        icon="view",
        do=enable,
        applies=lambda user: not user.is_active,
    ),
}


def acts_for(*, by: User, user: User) -> list[str]:
    """The acts `by` can do to this account now. On oneself there are none."""
    if by.pk == user.pk or not may_manage(by=by, user=user):
        return []
    return [name for name, act in ACTS.items() if act.applies(user)]


class StaffActView(View):
    """GET explains, POST does. An act that is not possible answers like one that does not exist."""

    def dispatch(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        if act not in acts_for(by=request.user, user=user):  # type: ignore[arg-type]
            raise Http404
        if request.method == "POST":
            ACTS[act].do(by=request.user, user=user)
            messages.success(request, ACTS[act].done)
            return redirect("wagtailusers_users:edit", user.pk)
        return render(request, "accounts/staff/act.html", {"act": ACTS[act], "person": user})
