"""The contact form on its own page or inside another: shown, judged, stored, thanked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.agreements import NEWSLETTER_FIELD, newsletter_wording
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.notices import notice_under
from intake.origin import origin_of
from leads.forms import EnquiryForm
from leads.models import ContactForm
from leads.services.receiving import receive_enquiry


def answer_contact_form(
    request: HttpRequest, contact_form: ContactForm, *, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """Answer a GET or POST of a contact form with this template around it."""

    def render(form_context: Mapping[str, Any]) -> HttpResponse:
        return TemplateResponse(
            request,
            template,
            {**context, **around(contact_form), "action": request.path, **form_context},
        )

    def submit(form: EnquiryForm, evidence: Evidence) -> str:
        answers = form.cleaned_data
        enquiry = receive_enquiry(
            contact_form=contact_form,
            answers=answers,
            evidence=evidence,
            origin=origin_of(request, answers["origin"]),
            newsletter_wording=newsletter_wording(evidence.language)
            if answers.get(NEWSLETTER_FIELD)
            else "",
        )
        return reverse("enquiry_received", args=[enquiry.uuid])

    return handle_form(
        request, form_class=EnquiryForm, render=render, submit=submit, contact_form=contact_form
    )


def around(contact_form: ContactForm) -> dict[str, Any]:
    """What every template with the form needs."""
    return {
        "contact_form": contact_form,
        "notice": notice_under(EnquiryForm.activity),
        "submit_label": contact_form.submit_label or _("Send my message"),
    }


def preview_context() -> dict[str, Any]:
    """A plain form that is sent nowhere."""
    plain = ContactForm()
    return {**around(plain), "form": EnquiryForm(contact_form=plain), "action": ""}


def block_context(contact_form: ContactForm, request: HttpRequest | None) -> dict[str, Any]:
    """The form as a section of some page. It is sent to an address of its own, where it comes back
    alone if something is wrong in it."""
    path = request.path if request is not None else ""
    form = EnquiryForm(
        contact_form=contact_form,
        initial={"page": path},
        auto_id=f"form-{contact_form.pk}-%s",
    )
    return {
        **around(contact_form),
        "form": form,
        "action": reverse("contact_form", args=[contact_form.pk]),
        "form_state": "",
        "form_token": "",
    }
