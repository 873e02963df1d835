"""The page of a resource: its contents, then its form, then the file on its way."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.agreements import NEWSLETTER_FIELD, newsletter_wording
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.human_check import ForeignOrigin, check_origin
from intake.notices import notice_under
from intake.origin import origin_of
from leads import tickets
from leads.forms import ResourceForm
from leads.models import DeliveryMode, ResourcePage
from leads.page_views import note_view
from leads.services.requesting import request_resource


def answer_resource_page(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    """Answer a GET or POST of a resource's page."""
    response = _answer(request, page)
    # Told of each view by whoever answers: Django, or the page cache.
    response.seen = partial(  # type: ignore[attr-defined]
        note_view, thing=page.key, language=page.locale.language_code
    )
    return response


def _answer(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    context = {
        **page.get_context(request),
        "resource": page,
        "version": page.version,
        "by_mail": page.delivery == DeliveryMode.MAIL,
    }
    if page.version is None or page.delivery == DeliveryMode.OPEN:
        return _open_page(request, page, context)

    def render(form_context: Mapping[str, Any]) -> HttpResponse:
        label = _("Send me the link") if page.delivery == DeliveryMode.MAIL else _("Download it")
        return TemplateResponse(
            request,
            page.template,
            {
                **context,
                "notice": notice_under(ResourceForm.activity),
                "submit_label": label,
                "action": request.path,
                **form_context,
            },
        )

    def submit(form: ResourceForm, evidence: Evidence) -> str:
        answers = form.cleaned_data
        made = request_resource(
            page=page,
            answers=answers,
            evidence=evidence,
            origin=origin_of(request, answers["origin"]),
            newsletter_wording=newsletter_wording(evidence.language)
            if answers.get(NEWSLETTER_FIELD)
            else "",
        )
        return reverse("resource_received", args=[made.uuid])

    return handle_form(
        request,
        form_class=ResourceForm,
        render=render,
        submit=submit,
        email_policy=page.email_policy,
        offers_newsletter=page.offers_newsletter,
    )


def _open_page(
    request: HttpRequest, page: ResourcePage, context: Mapping[str, Any]
) -> HttpResponse:
    """Without a form: a button, whose POST leads to the file."""
    if request.method == "POST":
        try:
            check_origin(request)
        except ForeignOrigin as error:
            raise PermissionDenied from error
        if page.version is not None and page.delivery == DeliveryMode.OPEN:
            ticket = tickets.issue(version=page.version.pk)
            return HttpResponseRedirect(reverse("resource_file", args=[ticket]), status=303)
    return TemplateResponse(request, page.template, {**context, "is_open": True})
