"""Validators of public pages: a browser that still has the page, with the policy it needs, is told so."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from consent.enforcement import etag_of


class ConditionalMiddleware:
    """Give pages an ETag and answer 304 where it matches.

    The ETag is made of the page's bytes and of what this visitor has accepted: the same bytes with
    another policy are another page. Stands outside of what writes the headers, so that a 304 repeats
    all of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_public_page(request, response):
            return response
        try:
            etag = labelled(request, response)
        except (DatabaseError, InterfaceError):
            return response
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in known or known == ["*"]:
            response.status_code, response.content = 304, b""
            response.headers.pop("Content-Length", None)
        return response


def labelled(request: HttpRequest, response: HttpResponse) -> str:
    """Give a public page its ETag, unless it has one, and have browsers ask for it each time."""
    if "ETag" not in response.headers:
        response.headers["ETag"] = etag_of(request, response)
        patch_cache_control(response, max_age=0)
    return response.headers["ETag"]


def is_public_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is a page that may be kept: nobody's own, and nothing is set with it."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not response.cookies
        and not request.path.startswith(reverse("wagtailadmin_home"))
        and not getattr(request, "is_preview", False)
    )
