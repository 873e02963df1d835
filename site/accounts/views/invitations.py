"""The invited person's link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.forms import SetPasswordForm
from accounts.models import Invitation
from accounts.services import accept_invitation
from accounts.views.entrance import entrance, take_by_address, wait


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Choose a password. A GET changes nothing (mail scanners open links); the POST works once."""
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    if invitation is None or not invitation.opens_with(token):
        if seconds := take_by_address(request, limits.INVITATION_BY_ADDRESS):
            return wait(request, seconds)
        return render(request, "accounts/invitation_over.html", status=404)
    form = SetPasswordForm(invitation.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        if accept_invitation(invitation=invitation, token=token, password=password) is None:
            return render(request, "accounts/invitation_over.html", status=404)
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("wagtailadmin_login")
    context = {"form": form, "email": invitation.user.email}
    return render(request, "accounts/invitation.html", context)
