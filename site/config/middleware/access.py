"""One line per answer, and a number by which all lines of a request are found."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.logs import public_path, request_id
from config.metrics import counting

log = logging.getLogger("config.access")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class AccessMiddleware:
    """Number the request (or keep the number a trusted proxy gave it) and log its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(number)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            seconds = time.perf_counter() - start
            counting.answered(request.method or "", request.path, response.status_code, seconds)
            log.info(
                "answered",
                extra={
                    "method": request.method,
                    "path": public_path(request.path, request.resolver_match),
                    "status": response.status_code,
                    "milliseconds": round(seconds * 1000, 1),
                },
            )
            return response
        finally:
            request_id.reset(token)
