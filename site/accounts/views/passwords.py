"""A forgotten password. The link sets a new one; it signs nobody in and skips no second factor."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.forms import ResetForm, SetPasswordForm
from accounts.services import request_password_reset
from accounts.throttle import take
from accounts.views.entrance import entrance, take_by_address, wait


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def ask_reset(request: HttpRequest) -> HttpResponse:
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if seconds := take_by_address(request, limits.RESET_BY_ADDRESS):
            return wait(request, seconds)
        email = form.cleaned_data["email"].lower()
        # The answer never tells whether the address is known, nor that it asked too often.
        if not take(limits.RESET, email):
            request_password_reset(email=email)
        return redirect("wagtailadmin_password_reset_done")
    return render(request, "accounts/reset.html", {"form": form})


@entrance
def reset_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/reset_asked.html")


class ChoosePasswordView(auth_views.PasswordResetConfirmView):
    """Django's own: the token leaves the address bar at once, and a GET changes nothing."""

    template_name = "accounts/reset_choose.html"
    form_class = SetPasswordForm
    success_url = reverse_lazy("wagtailadmin_password_reset_complete")
    post_reset_login = False


@entrance
def reset_done(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return render(request, "accounts/reset_done.html")
