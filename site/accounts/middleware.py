"""What stands between a session and the admin: the second factor, idle time, closed doors."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import gates, second_factor
from accounts.next import remember_next
from accounts.queries import second_factor_state

# Between the password and the code a session may wait this long (seconds).
HALF_WAY = 15 * 60
# How often the time of the last act is written down (seconds): a write per click would be too many.
SEEN_EVERY = 10 * 60
_SEEN = "accounts.seen"

# Screens that a session may reach before it has shown its second factor.
BEFORE = {
    "accounts_code",
    "accounts_enrol",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class StaffSessionMiddleware:
    """Nobody is anybody before the second factor: in the admin they are led to it, elsewhere a
    session that has not shown it counts as a visitor's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            signed_in = request.user
            # Lazy: a page that does not ask who is there stays the same for everybody.
            request.user = SimpleLazyObject(lambda: _whole(request, signed_in))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        missing = missing_step(request, user)
        if missing and match.url_name not in BEFORE:
            return _lead_to(request, missing)
        if not missing:
            _note_activity(request)
        return None


def missing_step(request: HttpRequest, user: Any) -> str:
    """The screen this session must still pass: "accounts_code", "accounts_enrol" or ""."""
    if second_factor.is_satisfied(request, user):
        return ""
    enrolled, required = second_factor_state(user)
    if enrolled:
        return "accounts_code"
    return "accounts_enrol" if required else ""


def _whole(request: HttpRequest, user: Any) -> Any:
    """The user, or nobody while a step is missing."""
    if user.is_authenticated and missing_step(request, user):
        return AnonymousUser()
    return user


def _lead_to(request: HttpRequest, step: str) -> HttpResponse:
    records = get_authentication_records(request, request.user)
    started = max((record.get("at", 0) for record in records), default=0)
    if step == "accounts_code" and time.time() - started > HALF_WAY:
        logout(request)
        return redirect("wagtailadmin_login")
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    if request.method == "GET":
        remember_next(request, request.get_full_path())
    return redirect(step)


def _note_activity(request: HttpRequest) -> None:
    """Keep the session alive while somebody works. A tab left open pings; that is not work."""
    if "/editing-sessions/" in request.path:
        return
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) > SEEN_EVERY:
        request.session[_SEEN] = now


class ClosedDoorsMiddleware:
    """Addresses that Wagtail opens to everybody and that here need a right, or do not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None:
            return None
        gate = gates.gate_for(match, kwargs)
        if gate is None or not request.user.is_authenticated:
            return None
        if not gate or not request.user.has_perm(gate):
            raise Http404
        return None
