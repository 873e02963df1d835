"""The candidate's page and what can be done on it: each act by POST, the grave ones asked again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from careers.applications import clock
from careers.applications.candidate import acts, story
from careers.applications.candidate.archive import archive_of
from careers.applications.candidate.calendar import calendar_of
from careers.applications.candidate.pages import private
from careers.applications.forms import LinkAgainForm, ReplaceForm, WriteForm
from careers.applications.models import Application
from careers.applications.services import candidates
from careers.applications.services.links import LinkErased, application_of, entry_of
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.notices import notice_under


@private
def received(request: HttpRequest, identity: UUID) -> HttpResponse:
    """After the form: reference, what happens next and when, the date of erasure. No name."""
    found = Application.objects.current().filter(uuid=identity).select_related("offer").first()
    if found is None:
        raise Http404
    context = {
        "application": found,
        "clock": clock.clock_of(found),
        "answer_by": story.answer_by(found),
    }
    return render(request, "applications/candidate/received.html", context)


@private
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Everything about the application that its person may see, and what they may do."""
    application = application_of(token)
    if request.method == "POST":
        outcome = acts.carry_out(request, application)
        if outcome.template:
            context = {**outcome.context, **_context(application, token)}
            return render(request, outcome.template, context, status=outcome.status)
        path = reverse("candidate_page", args=[token])
        return HttpResponseRedirect(f"{path}?fait={outcome.done}", status=303)
    context = {"done": request.GET.get("fait", ""), **_context(application, token)}
    asked = request.GET.get("geste", "")
    if asked in acts.FROM_MAIL and not application.pending:
        # A link of a mail: what opens links by itself (a scanner) must change nothing.
        possible = asked != "keep" or context["story"].can_keep
        if possible:
            return render(request, acts.AGAIN, {**context, "question": asked})
    template = "pending" if application.pending else "page"
    return render(request, f"applications/candidate/{template}.html", context)


def _context(application: Application, token: str) -> dict[str, Any]:
    return {
        "application": application,
        "token": token,
        "clock": clock.clock_of(application),
        "story": story.of(application),
        "write_form": WriteForm(),
        "replace_form": ReplaceForm(),
    }


@private
def archive(request: HttpRequest, token: str) -> HttpResponse:
    """The person's data about this application as a ZIP file."""
    response = HttpResponse(archive_of(application_of(token)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="candidature.zip"'
    return response


@private
def slot_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The chosen interview as a calendar file."""
    application = application_of(token)
    slot = application.slots.filter(chosen_at__isnull=False).first()
    if slot is None:
        raise Http404
    response = HttpResponse(calendar_of(slot), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="entretien.ics"'
    return response


@private
def link_again(request: HttpRequest) -> HttpResponseBase:
    """« Renvoyez-moi mon lien »: the same answer whether or not the address is known."""

    def show(context: Any) -> HttpResponse:
        notice = notice_under(LinkAgainForm.activity)
        return render(
            request, "applications/candidate/link_again.html", {"notice": notice, **context}
        )

    def submit(form: LinkAgainForm, evidence: Evidence) -> str:
        candidates.send_links(email=form.cleaned_data["email"])
        return reverse("candidate_link_sent")

    return handle_form(request, form_class=LinkAgainForm, render=show, submit=submit, holds=False)


@private
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/candidate/link_sent.html")


@private
def pool(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of somebody in the talent pool: stay, or leave."""
    entry = entry_of(token)
    done = request.GET.get("fait", "")
    if request.method == "POST":
        if request.POST.get("action") == "leave":
            candidates.leave_pool(entry=entry)
            entry.refresh_from_db()
            if entry.erasure_marked_at is not None:
                raise LinkErased(entry.erasure_marked_at)
        elif request.POST.get("action") == "renew":
            candidates.renew_pool(entry=entry)
            path = reverse("pool_page", args=[token])
            return HttpResponseRedirect(f"{path}?fait=renew", status=303)
    context = {"entry": entry, "token": token, "done": done, "due": story.pool_due(entry)}
    return render(request, "applications/candidate/pool.html", context)
