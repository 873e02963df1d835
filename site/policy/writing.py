"""The public pages by which somebody writes to the data protection officer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from intake.evidence import Evidence
from intake.handling import handle_form
from intake.notices import notice_under
from intake.verdicts import hold
from policy.forms import DpoForm
from policy.models import PolicyPage
from privacy.controller import CONTROLLER
from privacy.rights.reminders import announce
from privacy.rights.services import receive_message


def dpo(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """The form; the message becomes a request that the officer has to answer."""

    def render(context: Any) -> HttpResponse:
        return TemplateResponse(
            request,
            "policy/dpo.html",
            {
                **page.get_context(request),
                "notice": notice_under(DpoForm.activity),
                "address": CONTROLLER.dpo,
                **context,
            },
        )

    def submit(form: DpoForm, evidence: Evidence) -> str:
        message = receive_message(
            email=form.cleaned_data["email"],
            language=page.locale.language_code,
            words=form.cleaned_data["message"],
            notice=evidence.notice,
        )
        hold(message, evidence)
        if not evidence.quarantine:
            announce(message)
        return page.address_of("dpo_received")

    return handle_form(request, form_class=DpoForm, render=render, submit=submit)


def received(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """The same page for everyone."""
    return TemplateResponse(request, "policy/dpo_received.html", page.get_context(request))
