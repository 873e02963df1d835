"""One's own account, and its security."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts import limits, second_factor
from accounts.forms import ConfirmForm
from accounts.models import User
from accounts.queries import has_second_factor, must_have_second_factor
from accounts.services import end_sessions
from accounts.throttle import forget, take
from accounts.views.codes import MAY_REPLACE, open_codes
from accounts.views.entrance import wait
from outbox.services import send_mail


class AccountView(WagtailAccountView):
    """Wagtail's, without the picture: it would lie in public media and outlive the account."""

    def get_panels(self) -> list[Any]:
        return [
            panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)
        ]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SecurityView(WagtailAdminTemplateMixin, TemplateView):
    """The second factor and the open sessions. Every act is confirmed with the password."""

    template_name = "accounts/security.html"
    page_title = gettext_lazy("Account security")
    header_icon = "key"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        context = super().get_context_data(**kwargs)
        context.setdefault("form", ConfirmForm(user))
        context["enrolled"] = has_second_factor(user)
        context["required"] = must_have_second_factor(user)
        context["codes_left"] = len(second_factor.unused_codes(user))
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        act = ACTS.get(request.POST.get("act", ""))
        if seconds := take(limits.SIGN_IN, "security", str(user.pk)):
            return wait(request, seconds)
        form = ConfirmForm(user, request.POST)
        if act is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        forget(limits.SIGN_IN, "security", str(user.pk))
        return act(request, user)


def _set_up(request: HttpRequest, user: User) -> HttpResponse:
    request.session[MAY_REPLACE] = True
    return redirect("accounts_enrol")


def _new_codes(request: HttpRequest, user: User) -> HttpResponse:
    if not has_second_factor(user):
        return redirect("accounts_security")
    second_factor.renew_codes(user)
    open_codes(request)
    return redirect("accounts_codes")


def _remove(request: HttpRequest, user: User) -> HttpResponse:
    if must_have_second_factor(user):
        messages.error(
            request, _("Your role requires a second factor: it can be replaced, not removed.")
        )
        return redirect("accounts_security")
    second_factor.remove(user)
    send_mail(mail="accounts.emails.second_factor_changed", about=user, enrolled=False)
    messages.success(
        request, _("The second factor is removed: your password alone opens the account.")
    )
    return redirect("accounts_security")


def _end_other_sessions(request: HttpRequest, user: User) -> HttpResponse:
    end_sessions(user=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("Your sessions on other devices have ended."))
    return redirect("accounts_security")


ACTS: dict[str, Callable[[HttpRequest, User], HttpResponse]] = {
    "set-up": _set_up,
    "codes": _new_codes,
    "remove": _remove,
    "sessions": _end_other_sessions,
}
