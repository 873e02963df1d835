"""Requests that no page can answer, refused before anything trips over them."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.request import split_domain_port, validate_host
from django.urls import reverse

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
# The site's pages and forms are in UTF-8. Django decodes a form by the charset it claims to be in,
# outside of its own error handling: utf-16 or utf-7 would end in a bare 500.
CHARSETS = {"", "utf-8", "utf8", "us-ascii"}
PUBLIC_FIELDS = 1_000
MULTIPART = "multipart/form-data"
FORMS = ("application/x-www-form-urlencoded", MULTIPART)
LONGEST_BOUNDARY = 70  # RFC 2046


class GuardMiddleware:
    """Answer 400 (405 for an unknown method) to what is malformed or meant for another site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.staff_prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        check_host(request)
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "").lower():
            raise BadRequest("A NUL character is in the address.")
        charset = request.content_params.get("charset", "") if request.content_params else ""
        if charset.strip("\"' ").lower() not in CHARSETS:
            raise BadRequest("The charset is not UTF-8.")
        if request.method == "POST" and request.content_type in FORMS:
            check_form(request, limit=None if self.from_staff(request) else PUBLIC_FIELDS)
        return self.get_response(request)

    def from_staff(self, request: HttpRequest) -> bool:
        """Whether this may be one of Wagtail's long forms: somebody with a session sends it."""
        return (
            request.path.startswith(self.staff_prefix)
            and settings.SESSION_COOKIE_NAME in request.COOKIES
        )


def check_host(request: HttpRequest) -> None:
    """Raise DisallowedHost for a request meant for another site, proxied or not."""
    request.get_host()
    forwarded = request.META.get("HTTP_X_FORWARDED_HOST", "")
    hosts = settings.ALLOWED_HOSTS or (["localhost", "127.0.0.1"] if settings.DEBUG else [])
    if forwarded and not validate_host(split_domain_port(forwarded)[0], hosts):
        raise DisallowedHost("X-Forwarded-Host names another site.")


def check_form(request: HttpRequest, *, limit: int | None) -> None:
    """Raise BadRequest for a form that is broken or has more than `limit` fields.

    The setting DATA_UPLOAD_MAX_NUMBER_FIELDS has to be high for the admin, whose page forms have
    thousands; no public form has a hundred. A body longer than what Django keeps in memory is not
    looked into: its files go to disk, and its fields count against that memory and the setting.
    """
    multipart = request.content_type == MULTIPART
    boundary = b"&"
    if multipart:
        name = (request.content_params or {}).get("boundary", "")
        if not name.isascii() or not 0 < len(name) <= LONGEST_BOUNDARY:
            raise BadRequest("The multipart boundary is missing or malformed.")
        boundary = b"--" + name.encode()
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return
    if multipart and not request.body.rstrip().endswith(boundary + b"--"):
        raise BadRequest("The multipart body ends before its end.")
    if limit is not None and request.body.count(boundary) > limit:
        raise BadRequest("The form has too many fields.")
