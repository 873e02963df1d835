"""What browsers report when the policy kept something away: the host, and nothing else.

Addresses of pages can carry private tokens, and addresses of resources whatever a tracker puts in
them; neither is written anywhere, the log included.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from consent import limits
from consent.services import count_undeclared
from privacy.clock import PARIS

LARGEST = 16 * 1024  # bytes of a report
KEYWORDS = {"inline", "eval", "data", "blob", "wasm-eval"}
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,10}(:[0-9]{1,5})?")
_DIRECTIVE = re.compile(r"[a-z-]{1,30}")


@csrf_exempt
@require_POST
def violations(request: HttpRequest) -> HttpResponse:
    """Take one report (`report-uri`); the answer says nothing about what became of it."""
    if limits.seconds_to_wait(request, "consent-reports", limits.REPORTS_PER_MINUTE) == 0:
        seen = read(request)
        if seen is not None:
            count_undeclared(host=seen[0], directive=seen[1], day=today())
    return HttpResponse(status=204)


def today() -> date:
    return timezone.now().astimezone(PARIS).date()


def read(request: HttpRequest) -> tuple[str, str] | None:
    """(host, directive) of a report about one of our own pages; None for anything else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return None
    try:
        told: Any = json.loads(request.body)["csp-report"]
        page, blocked = str(told["document-uri"]), str(told["blocked-uri"])
        directive = str(told.get("effective-directive") or told["violated-directive"])
        own = urlsplit(page).netloc.lower() == request.get_host().lower()
        host = host_of(blocked)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    name = directive.partition(" ")[0].lower()
    if not own or host is None or host == request.get_host().lower():
        return None
    return (host, name) if _DIRECTIVE.fullmatch(name) else None


def host_of(blocked: str) -> str | None:
    """The host in a blocked address, or the keyword browsers send in its place.

    None for what a visitor's own extension injected, and for what is no host.
    """
    word = blocked.strip().lower()
    if word in KEYWORDS:
        return word
    parts = urlsplit(word)
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return None
    host = parts.netloc.rpartition("@")[2]
    return host if _HOST.fullmatch(host) and len(host) <= 253 else None
