"""One line per answer, and a number by which all lines of a request are found."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.answered import NUMBER, note, number_for
from config.logs import request_id


class AccessMiddleware:
    """Number the request (or keep the number a proxy gave it) and log its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = number_for(request.headers.get(NUMBER, ""))
        token = request_id.set(number)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[NUMBER] = number
            note(
                "answered",
                method=request.method or "",
                path=request.path,
                status=response.status_code,
                seconds=time.perf_counter() - start,
                match=request.resolver_match,
            )
            return response
        finally:
            request_id.reset(token)
