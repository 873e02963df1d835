"""Where the mail provider hands over what candidates answer: /webhooks/mail/<secret>/."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from careers.applications.messages import inbound

# Mailgun and SendGrid post the mail as it travelled in a field of these names.
FIELDS = ("body-mime", "email")


@csrf_exempt
def receive(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a mail; a mail that answers nobody is thanked for and forgotten."""
    known = settings.MAIL_WEBHOOK_SECRET
    if not known or not constant_time_compare(secret, known):
        raise Http404
    if request.method != "POST":
        return HttpResponse("ok", content_type="text/plain")
    if settings.MAIL_INBOUND_DOMAIN:
        try:
            inbound.take(read(request))
        except inbound.Unreadable as error:
            raise BadRequest("No mail is in this post.") from error
    return HttpResponse("ok", content_type="text/plain")


def read(request: HttpRequest) -> inbound.Received:
    """The mail in a post. Raises Unreadable."""
    if request.content_type == "application/json":
        try:
            return inbound.from_fields(json.loads(request.body))
        except (ValueError, RecursionError) as error:
            raise inbound.Unreadable from error
    if request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        for name in FIELDS:
            if raw := request.POST.get(name):
                return inbound.from_mime(raw.encode("utf-8", "surrogateescape"))
        raise inbound.Unreadable
    return inbound.from_mime(request.body)
