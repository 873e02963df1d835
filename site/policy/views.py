"""The private pages behind the mailed link: nothing here changes by a GET, nothing is cached."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from intake.private import private
from policy import visits
from policy.actions import ACTIONS, Outcome
from privacy.rights.certificates import lines_of
from privacy.rights.export import export_archive
from privacy.rights.holdings import holdings_of
from privacy.rights.models import SubjectRequest
from privacy.rights.processors import at_processors
from privacy.rights.services import (
    LinkNotUsable,
    end_visit,
    prove_address,
    record,
    show,
    usable_link,
)


@private
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a mailed link. Looking at it changes nothing; its button uses the link."""
    try:
        if request.method != "POST":
            found = usable_link(token=token)
            return render(request, "policy/proof_link.html", {"subject_request": found.request})
        subject, visit = prove_address(token=token)
    except LinkNotUsable:
        return render(request, "policy/proof_link_gone.html", status=410)
    show(request=subject)
    response = HttpResponseRedirect(reverse("your_data"), status=303)
    visits.remember(response, visit)
    return response


@private
def your_data(request: HttpRequest) -> HttpResponse:
    """Everything held about the person, and what they can do about it."""
    subject = visits.request_of(request)
    if subject is None:
        response = render(request, "policy/visit_over.html", status=403)
        visits.forget(response)
        return response
    if request.method == "POST":
        return _act(request, subject)
    return _page(request, subject)


def _act(request: HttpRequest, subject: SubjectRequest) -> HttpResponse:
    """Carry out one button; an act that cannot be undone is first asked again on its own page."""
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return _page(request, subject)
    outcome = action(subject, request.POST)
    if outcome.template:
        return render(
            request,
            outcome.template,
            {"subject_request": subject, **outcome.context},
            status=outcome.status,
        )
    return HttpResponseRedirect(_path(outcome), status=303)


def _path(outcome: Outcome) -> str:
    if outcome.certificate is not None:
        return reverse("erasure_certificate", args=[outcome.certificate])
    return f"{reverse('your_data')}?fait={outcome.done}"


def _page(request: HttpRequest, subject: SubjectRequest) -> HttpResponse:
    restricted = {f"{one.model}:{one.row}" for one in subject.restrictions.all()}
    held = holdings_of(subject.email, besides=subject)
    context = {
        "subject_request": subject,
        "held": held,
        "restricted": restricted,
        "certificates": subject.certificates.all(),
        "at_processors": at_processors(subject, held),
        "done": request.GET.get("fait", ""),
    }
    return render(request, "policy/your_data.html", context)


@private
def archive(request: HttpRequest) -> HttpResponseBase:
    """The person's data as a ZIP file. Fetching it writes a line of history, so a button asks for it."""
    subject = visits.request_of(request)
    if subject is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("your_data"))
    record(subject, "downloaded")
    response = FileResponse(export_archive(subject), as_attachment=True, filename="donnees.zip")
    response["Content-Type"] = "application/zip"
    return response


@private
def certificate(request: HttpRequest, number: UUID) -> HttpResponse:
    """What was erased where, and what is kept and why."""
    subject = visits.request_of(request)
    found = subject.certificates.filter(number=number).first() if subject else None
    if found is None:
        raise Http404
    lines = lines_of(found)
    context = {
        "subject_request": subject,
        "certificate": found,
        "lines": lines,
        "complete": all(line.done or line.kept for line in lines),
    }
    return render(request, "policy/certificate.html", context)


@private
def leave(request: HttpRequest) -> HttpResponse:
    """Close the visit on this browser."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("your_data"))
    end_visit(visit=visits.secret_of(request))
    response = render(request, "policy/visit_over.html", {"left": True})
    visits.forget(response)
    return response
