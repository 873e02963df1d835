"""Where the mail provider hands over what candidates answer: /webhooks/mail/<secret>/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from careers.applications.messages import inbound

# Mailgun and SendGrid post the mail as it travelled in a field of these names.
FIELDS = (b"body-mime", b"email")
FIELDS_MOST = 200
LARGEST = 12 * 1024 * 1024  # bytes; five CVs would be refused by the server before


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
    """The mail in a post. Raises Unreadable, RequestDataTooBig.

    Read from its stream: a mail with a CV is longer than what Django takes of a form.
    """
    kind = request.content_type
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise RequestDataTooBig
    if kind == "application/json":
        try:
            return inbound.from_fields(json.loads(body))
        except (ValueError, RecursionError) as error:
            raise inbound.Unreadable from error
    if kind == "application/x-www-form-urlencoded":
        return inbound.from_mime(chosen(parse_qsl(body, max_num_fields=FIELDS_MOST)))
    if kind == "multipart/form-data":
        heading = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        return inbound.from_mime(chosen(fields_of(message_from_bytes(heading + body))))
    return inbound.from_mime(body)


def fields_of(form: Message) -> Iterator[tuple[bytes, bytes]]:
    """Names and values of a form that was posted as parts."""
    for part in form.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield str(part.get_param("name", "", "content-disposition")).encode(), content


def chosen(fields: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The field with the mail. Raises Unreadable."""
    try:
        return next(value for name, value in fields if name in FIELDS and value)
    except (StopIteration, ValueError) as error:
        raise inbound.Unreadable from error
