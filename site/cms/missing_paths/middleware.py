"""Note what is answered with 404, after redirects have been tried."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from .recording import record

logger = logging.getLogger(__name__)


class MissingPathMiddleware:
    """Stands outside of the redirects and of the added slash. The 404 page never waits for it to succeed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.method == "GET" and _is_of_the_pages(request):
            try:
                record(request.path_info)
            except DatabaseError:
                logger.warning("A missing address could not be noted", exc_info=True)
        return response


def _is_of_the_pages(request: HttpRequest) -> bool:
    """Whether the address belongs to the page tree or to nothing.

    A view that answers 404 by itself was given a token or a key that does not exist: that is
    nothing to redirect, and may be somebody's.
    """
    match = request.resolver_match
    return match is None or match.url_name == "wagtail_serve"
