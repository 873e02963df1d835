"""Signing in with address and password; the second factor comes after it."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from accounts import limits, second_factor
from accounts.clients import client_network
from accounts.forms import SignInForm
from accounts.middleware import missing_step
from accounts.next import is_ours, remember_next, take_next
from accounts.throttle import forget, give_back, take
from accounts.views.entrance import entrance, wait


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _try(request)
    wanted = _wanted(request, request.GET)
    user: Any = request.user
    if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        return redirect(missing_step(request, user) or wanted or "wagtailadmin_home")
    return render(request, "accounts/sign_in.html", {"form": SignInForm(request), "next": wanted})


def _try(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request, request.POST)
    account = request.POST.get("username", "").strip().lower()[:254]
    network = client_network(request)
    # Both are counted before the password is looked at: the right one does not get past the limit.
    seconds = max(take(limits.SIGN_IN_BY_ADDRESS, network), take(limits.SIGN_IN, account, network))
    if seconds:
        return wait(request, seconds)
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        return render(request, "accounts/sign_in.html", {"form": form, "next": wanted})
    forget(limits.SIGN_IN, account, network)
    give_back(limits.SIGN_IN_BY_ADDRESS, network)
    user: Any = form.get_user()
    login(request, user)
    second_factor.record(request, user, "password")
    if wanted:
        remember_next(request, wanted)
    return redirect(missing_step(request, user) or take_next(request))


def _wanted(request: HttpRequest, data: Any) -> str:
    """Where the person was going, if that is on this site."""
    address = data.get("next", "")
    return address if address and is_ours(request, address) else ""
