"""The private pages of a resource: what was asked for, the mailed link, the file."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.private import private
from leads import tickets
from leads.models import DeliveryMode, ResourceRequest, ResourceVersion
from leads.services import announcing, links
from leads.serving import begins, send_file
from privacy.services import due_date

# A confirmation can be looked at again; what is handed over at once can be fetched from it for a day.
CONFIRMATION_LIFETIME = timedelta(days=7)
AT_ONCE_LIFETIME = timedelta(days=1)


@private
def received(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was asked for and what happens next; the file at once, or the link once more."""
    found = (
        ResourceRequest.objects.current().filter(uuid=uuid).select_related("page", "person").first()
    )
    now = timezone.now()
    if found is None or found.received_at < now - CONFIRMATION_LIFETIME:
        raise Http404
    version = found.page.version if found.page else None
    by_mail = found.page is not None and found.page.delivery == DeliveryMode.MAIL
    at_once = not by_mail and version is not None and found.received_at > now - AT_ONCE_LIFETIME
    state = ""
    if request.method == "POST":
        if at_once and version is not None:
            return _to_file(version, found)
        state = _send_again(found) if by_mail else ""
    return render(
        request,
        "leads/resource_received.html",
        {
            "asked": found,
            "by_mail": by_mail,
            "at_once": at_once,
            "state": state,
            "erased": due_date(found.person),
        },
    )


@private
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a mailed link. Looking at it changes nothing (mail scanners look); its button
    proves the address and leads to the file. Used up or too old: the link once more, unasked."""
    again = request.POST.get("action") == "again"
    try:
        if request.method != "POST" or again:
            found = links.usable_link(token=token)
            return render(request, "leads/resource_link.html", {"link": found})
        found = links.use_link(token=token)
    except links.LinkNotUsable as gone:
        state = _send_again(gone.request) if again and gone.request else ""
        context = {"asked": gone.request, "state": state}
        return render(request, "leads/resource_link_gone.html", context, status=410)
    version = found.request.page.version if found.request.page else None
    if version is None:
        return render(request, "leads/resource_link_gone.html", {"asked": None}, status=410)
    return _to_file(version, found.request)


@private
@require_safe
def file(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """The file, whole or in part. The first byte that leaves is counted, once for each ticket."""
    try:
        found = tickets.read(ticket)
    except tickets.NoTicket as error:
        raise PermissionDenied from error
    version = (
        ResourceVersion.objects.filter(pk=found.version).select_related("page__locale").first()
    )
    if version is None:
        raise Http404
    asked = ResourceRequest.objects.current().filter(pk=found.request).first()
    if found.request and asked is None:
        raise Http404
    try:
        response = send_file(request, version)
    except FileNotFoundError as error:
        raise Http404 from error
    if begins(request) and found.first_time():
        links.count_download(
            request=asked,
            thing=version.page.key,
            language=version.page.locale.language_code,
            path=(version.page.get_url_parts() or ("", "", ""))[2],
        )
    return response


def _send_again(asked: ResourceRequest) -> str:
    """Post the link once more: "sent", or "wait" when one has just left."""
    try:
        links.send_link(request=asked)
    except links.TooSoon:
        return "wait"
    return "sent"


def _to_file(version: ResourceVersion, asked: ResourceRequest) -> HttpResponse:
    ticket = tickets.issue(version=version.pk, request=asked.pk)
    return HttpResponseRedirect(reverse("resource_file", args=[ticket]), status=303)


@private
def no_more_versions(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the announcements of a resource: a page with a button, or one click of the mail program."""
    if request.method == "POST" and not announcing.stop(token=token):
        raise Http404
    return render(request, "leads/no_more_versions.html", {"stopped": request.method == "POST"})
