"""The way of every public form: from the post to the confirmation page, or back with a message."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers, patch_cache_control

from consent.enforcement import mark_form
from intake import tokens
from intake.evidence import Evidence, evidence_of
from intake.forms import PublicForm
from intake.human_check import (
    HONEYPOT_FIELD,
    TOKEN_FIELD,
    Doubt,
    ForeignOrigin,
    check_origin,
    doubt_about,
    has_worked,
    seconds_to_wait,
)
from intake.recaptcha import Question, answer_of
from intake.services import Replayed, answered_before, content_of, post_once

AnyForm = TypeVar("AnyForm", bound=PublicForm)
Render = Callable[[Mapping[str, Any]], HttpResponse]
TOO_MANY = 429


def handle_form(
    request: HttpRequest,
    *,
    form_class: type[AnyForm],
    render: Render,
    submit: Callable[[AnyForm, Evidence], str],
    holds: bool = True,
    **form_kwargs: Any,
) -> HttpResponse:
    """Answer a GET or POST of a public form.

    `render(context)` makes the page with `form` in it (and `form_token`, `form_state` after a
    post); `submit(form, evidence)` stores a valid form inside the transaction that spends the
    token, and returns the path of the confirmation page.

    `holds`: what it stores can wait in quarantine (`intake.verdicts.hold`); otherwise reCAPTCHA is asked
    nothing, and our own check decides.

    A post that our check doubts comes back as a private page with the input kept, a token and a
    button; nothing is stored. Raises PermissionDenied for a post from another site's page.
    """
    if request.method != "POST":
        return _with_form(render({"form": form_class(**form_kwargs)}))
    try:
        check_origin(request)
    except ForeignOrigin as error:
        raise PermissionDenied from error
    form = form_class(request.POST, request.FILES, **form_kwargs)
    if wait := seconds_to_wait(request, form.slug):
        response = _again(render, form, state="wait", wait=wait)
        response.status_code = TOO_MANY
        response["Retry-After"] = str(wait)
        return response
    token = doubt_about(request, form.slug)
    if not form.is_valid():
        # The token is not spent by a mistake: the corrected form may come with the same one.
        kept = request.POST.get(TOKEN_FIELD) if isinstance(token, tokens.Token) else None
        return _again(render, form, state="errors", token=kept)
    if isinstance(token, Doubt):
        return _again(render, form, state="confirm")
    content = content_of(request)
    if again := answered_before(token=token, content=content):
        return _private(HttpResponseRedirect(again, status=303))
    judged = _with_recaptcha(request, form.slug, token, holds=holds)
    if isinstance(judged, Doubt):
        return _again(render, form, state="confirm")
    if isinstance(judged, Question):
        evidence = evidence_of(request, question=judged)
    else:
        evidence = evidence_of(request, quarantine=judged)
    try:
        path = post_once(token=token, content=content, submit=lambda: submit(form, evidence))
    except Replayed:
        return _again(render, form, state="confirm")
    return _private(HttpResponseRedirect(path, status=303))


def _with_recaptcha(
    request: HttpRequest, form: str, token: tokens.Token, *, holds: bool
) -> Doubt | Question | bool:
    """What the worker is to ask, whether to set the post aside, or the doubt that asks for a click.

    Without a proof from reCAPTCHA our own check decides, more strictly: more time, and what comes without
    a proof of work either is set aside.
    """
    answer = answer_of(request)
    if answer is None:
        return False
    again = doubt_about(request, form, strict=True)
    worked = has_worked(request, token)
    if answer and holds:
        host = request.get_host().partition(":")[0]
        alone = worked and not isinstance(again, Doubt)
        return Question(answer, host=host, action=form, alone=alone)
    return again if isinstance(again, Doubt) else not worked


def _again(
    render: Render, form: PublicForm, *, state: str, token: str | None = None, wait: int = 0
) -> HttpResponse:
    """The page once more with what was typed; private, since it shows one person's input."""
    page = render(
        {
            "form": form,
            "form_state": state,
            "form_wait": wait,
            "form_token": token or tokens.issue(form.slug, tokens.Origin.PAGE),
        }
    )
    return _private(_with_form(page))


def _with_form(page: HttpResponse) -> HttpResponse:
    """The page, marked for the policy of its answer: reCAPTCHA may load here for who has agreed."""
    mark_form(page)
    return page


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


__all__ = ["HONEYPOT_FIELD", "TOKEN_FIELD", "handle_form"]
