"""Each answer has a number, one line in the log, and is counted: Django's and the web server's own alike."""

import logging
import re
import secrets
from time import perf_counter
from typing import Any

from config.logs import public_path, request_id
from config.metrics import counting

log = logging.getLogger("config.access")
NUMBER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def number_for(given: str) -> str:
    """The number of a request: the one that a proxy gave it (`given`, its header), or a new one."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)


def note(
    said: str, *, method: str, path: str, status: int, seconds: float, match: Any = None
) -> None:
    """Log and count an answer. `match`: what Django found at the path, if it was asked."""
    counting.answered(method, path, status, seconds)
    log.info(
        said,
        extra={
            "method": method,
            "path": public_path(path, match),
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        },
    )


def noted(said: str, status: int, scope: Any, begun: float) -> tuple[str, str]:
    """Log and count an answer that Django did not give; its number, as a header.

    `scope`: the web server's request. `begun`: when it arrived (time.perf_counter, seconds).
    """
    number = number_for(scope.headers.get(NUMBER.lower()) or "")
    token = request_id.set(number)
    try:
        seconds = perf_counter() - begun
        note(said, method=scope.method, path=scope.path, status=status, seconds=seconds)
    finally:
        request_id.reset(token)
    return NUMBER.lower(), number
