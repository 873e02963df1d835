"""After a restore the site refuses to serve until the ledger has been replayed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from .queries import must_replay

logger = logging.getLogger(__name__)

# A restore is done with the site stopped; this catches one under a running process as well.
LOOK_AGAIN_SECONDS = 15.0
LOOK_AGAIN_WHEN_REFUSING_SECONDS = 1.0


class RestoreGuard:
    """503 for every address while this database is behind the ledger.

    The answer is remembered for some seconds: two cheap queries per process and quarter minute.
    A database that does not answer says nothing new: what was known before still holds, and a
    process that never knew refuses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.refusing = True
        self.look_again_at = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.must_refuse():
            return refusal(request)
        return self.get_response(request)

    def must_refuse(self) -> bool:
        """Whether the site may not serve, as far as is known now."""
        now = time.monotonic()
        if now >= self.look_again_at:
            try:
                self.refusing = must_replay()
            except DatabaseError:
                logger.exception("privacy:ledger:unreadable")
            else:
                if self.refusing:
                    logger.error("privacy:ledger:replay_needed")
            wait = LOOK_AGAIN_WHEN_REFUSING_SECONDS if self.refusing else LOOK_AGAIN_SECONDS
            self.look_again_at = now + wait
        return self.refusing


def refusal(request: HttpRequest) -> HttpResponse:
    """The site's own page for 503, in the language of the address; it asks no database anything."""
    language = "en" if request.path.startswith("/en/") else "fr"
    with translation.override(language):
        page = render_to_string(
            "errors/503.html", {"layout": "errors/base.html", "language": language}
        )
    headers = {"Retry-After": "60", "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)
