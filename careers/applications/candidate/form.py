"""The form on the page of an offer (or of spontaneous applications), as `careers.forms_slot` asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from careers.applications.forms import ApplicationForm
from careers.applications.services import applying
from careers.boards import BOARDS
from careers.models import OfferPage, SpontaneousApplicationPage
from careers.queries import referral_link
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.notices import notice_under
from intake.verdicts import hold

ACTIVITY = ApplicationForm.activity
TEMPLATE = "applications/form.html"


def handle(page: OfferPage | SpontaneousApplicationPage, request: HttpRequest) -> HttpResponse:
    """Answer GET and POST of an open page."""
    offer = page if isinstance(page, OfferPage) else None

    def render(context: Mapping[str, Any]) -> HttpResponse:
        form = context["form"]
        if form.is_bound:
            form.keep_file()
        return TemplateResponse(
            request,
            page.template,
            {
                **page.get_context(request),
                "form_template": TEMPLATE,
                "notice": notice_under(ACTIVITY),
                **context,
            },
        )

    def submit(form: ApplicationForm, evidence: Evidence) -> str:
        assert form.kept is not None  # noqa: S101 - a valid form has its file
        application = applying.apply(
            applicant=form.applicant(page.locale.language_code),
            cv=form.kept,
            offer=source_of(offer) if offer else None,
            path=evidence.path,
            notice=evidence.notice,
            quarantined=evidence.quarantine,
            referral=referral_link(form.cleaned_data["r"]),
            source_detail=BOARDS.get(form.cleaned_data["via"], ""),
        )
        hold(application, evidence)
        return reverse("application_received", args=[application.uuid])

    return handle_form(
        request,
        form_class=ApplicationForm,
        render=render,
        submit=submit,
        offer=offer,
        initial={name: request.GET.get(name, "")[:40] for name in ("r", "via")},
    )


def source_of(offer: OfferPage) -> OfferPage:
    """The page that stands for the offer in every language: its French one where there is one."""
    versions = sorted(offer.versions(), key=lambda one: (one.locale.language_code != "fr", one.pk))
    return versions[0] if versions else offer
