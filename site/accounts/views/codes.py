"""The second factor at the door: asking for a code, enrolling a phone, handing out recovery codes."""

import time
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from accounts import limits, second_factor
from accounts.forms import CodeForm
from accounts.middleware import missing_step
from accounts.models import User
from accounts.next import take_next
from accounts.queries import must_have_second_factor
from accounts.services import end_sessions
from accounts.throttle import forget, take
from accounts.views.entrance import entrance, wait
from outbox.services import send_mail

# Recovery codes can be looked at this long after they were made (seconds).
SHOWN_FOR = 10 * 60
_SHOWN_UNTIL = "accounts.codes_until"
MAY_REPLACE = "accounts.may_replace_phone"


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.is_authenticated:
        return redirect("wagtailadmin_login")
    step = missing_step(request, user)
    if step != "accounts_code":
        return redirect(step or take_next(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if seconds := take(limits.CODE, str(user.pk)):
            return wait(request, seconds)
        if second_factor.verify(user, form.cleaned_data["code"]):
            forget(limits.CODE, str(user.pk))
            _let_in(request, user)
            _say_codes_left(request, user, form.cleaned_data["code"])
            return redirect(take_next(request))
        form.add_error(
            "code", _("Type the code shown now: this one is wrong, or was used already.")
        )
    return render(request, "accounts/code.html", {"form": form})


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.is_authenticated:
        return redirect("wagtailadmin_login")
    step = missing_step(request, user)
    if step == "accounts_code":
        return redirect(step)
    if not step and not request.session.get(MAY_REPLACE):
        # From inside the admin: the security page asks for the password first.
        return redirect("accounts_security")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if seconds := take(limits.CODE, str(user.pk)):
            return wait(request, seconds)
        if second_factor.enrol(request, user, form.cleaned_data["code"]):
            forget(limits.CODE, str(user.pk))
            _after_enrolment(request, user)
            return redirect("accounts_codes")
        form.add_error("code", _("Type the six digits your phone shows now for this site."))
    context = {
        "form": form,
        "enrolment": second_factor.begin_enrolment(request, user),
        "required": must_have_second_factor(user),
        "from_inside": not step,
    }
    return render(request, "accounts/enrol.html", context)


@csrf_protect
@entrance
@require_http_methods(["GET", "POST"])
def show_codes(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.is_authenticated or not _codes_are_open(request):
        return redirect(take_next(request))
    if request.method == "POST":
        request.session.pop(_SHOWN_UNTIL, None)
        return redirect(take_next(request))
    return render(request, "accounts/codes.html", {"codes": second_factor.unused_codes(user)})


@entrance
@require_GET
def download_codes(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.is_authenticated or not _codes_are_open(request):
        raise Http404
    heading = _("Recovery codes for the Dimelo site. Each one works once.")
    lines = [heading, "", *second_factor.unused_codes(user), ""]
    response = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="codes-dimelo.txt"'
    return response


def open_codes(request: HttpRequest) -> None:
    """Let this session look at its recovery codes for a short while."""
    request.session[_SHOWN_UNTIL] = int(time.time()) + SHOWN_FOR


def _codes_are_open(request: HttpRequest) -> bool:
    return request.session.get(_SHOWN_UNTIL, 0) > time.time()


def _let_in(request: HttpRequest, user: User) -> None:
    # A new session key: whoever knew the half-open one does not get the open one.
    request.session.cycle_key()
    second_factor.record(request, user, second_factor.METHOD)


def _after_enrolment(request: HttpRequest, user: User) -> None:
    request.session.pop(MAY_REPLACE, None)
    end_sessions(user=user)
    update_session_auth_hash(request, user)
    _let_in(request, user)
    open_codes(request)
    send_mail(mail="accounts.emails.second_factor_changed", about=user, enrolled=True)


def _say_codes_left(request: HttpRequest, user: User, code: str) -> None:
    if len("".join(code.split()).replace("-", "")) <= 6:
        return
    left = len(second_factor.unused_codes(user))
    text = ngettext(
        "You used a recovery code: %(left)s is left. Set up your new phone under “Account security”.",
        "You used a recovery code: %(left)s are left. Set up your new phone under “Account security”.",
        left,
    )
    messages.warning(request, text % {"left": left})
