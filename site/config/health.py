"""`/healthz`: is the process alive. `/readyz`: can it serve. `/metrics`: figures (config.metrics).

Answered whatever Host they ask for (probes use bare addresses), before the session and the database
are touched, and with no more than a word per part: what is wrong stands in the log. The server has
threads of their own for them (config.server), and answers by `overdue` what hangs there.
"""

import json
import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from config.bridge import Answer
from config.errors import is_outage, let_go
from config.metrics import endpoint
from config.middleware.policies import strict_headers
from outbox import queries as outbox
from privacy import queries as privacy

log = logging.getLogger(__name__)

Check = Callable[[], bool]


def database() -> bool:
    """Every database answers, and would let us write."""
    for connection in connections.all():
        # SQLite takes the lock of a writer with it.
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    return True


def cached() -> bool:
    """The cache gives back what it was given."""
    name = f"readyz-{uuid4().hex}"
    cache.set(name, 1, timeout=10)
    kept = cache.get(name) == 1
    cache.delete(name)
    return kept


def storage() -> bool:
    """A private file can be written, and removed."""
    private = storages["private"]
    name = private.save(f"readyz/{uuid4().hex}", ContentFile(b"ready"))
    private.delete(name)
    return True


def worker() -> bool:
    """A worker has shown itself lately."""
    return outbox.worker_alive()


def on_time() -> bool:
    """No scheduled job is late."""
    return not outbox.late_jobs()


def replayed() -> bool:
    """The database agrees with the ledger of erasures (after a restore it does not, until replayed)."""
    return not privacy.must_replay()


def erased_on_time() -> bool:
    """Erasure has run within the last 48 hours."""
    return not privacy.erasure_late()


CHECKS: dict[str, Check] = {
    "database": database,
    "cache": cached,
    "storage": storage,
    "worker": worker,
    "schedule": on_time,
    "ledger": replayed,
    "erasure": erased_on_time,
}


# What cannot be known while the database is away.
ASKED_OF_THE_DATABASE = {"worker", "schedule", "ledger", "erasure"}
OK, FAILING, UNKNOWN = "ok", "failing", "unknown"
ALIVE = {"status": "ok"}


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers: 200."""
    return JsonResponse(ALIVE)


class Asking:
    """The part that is being asked, for when it never answers."""

    part = ""


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part is ready, 503 with the names of the parts that are not."""
    parts: dict[str, str] = {}
    for name, check in CHECKS.items():
        if name in ASKED_OF_THE_DATABASE and parts["database"] != OK:
            parts[name] = UNKNOWN
            continue
        Asking.part = name
        parts[name] = found(name, check)
    Asking.part = ""
    ready = set(parts.values()) == {OK}
    return JsonResponse(
        {"status": "ready" if ready else "not ready", "parts": parts}, status=200 if ready else 503
    )


def found(name: str, check: Check) -> str:
    """What the check says; an exception is a no, and is logged."""
    try:
        return OK if check() else FAILING
    except Exception as error:
        log.exception("not ready", extra={"part": name})
        if is_outage(error):
            let_go()
        return FAILING


# --- Without Django ------------------------------------------------------------------------------
def alive(scope: Any) -> Answer | None:
    """`/healthz` from the event loop, whatever holds Django's threads up."""
    if scope.path != "/healthz" or scope.method not in ("GET", "HEAD"):
        return None
    return plainly(200, ALIVE)


def overdue() -> Answer:
    """What is said in place of an answer that does not come."""
    return plainly(503, {"status": "not ready", "parts": {Asking.part or "server": FAILING}})


def plainly(status: int, said: dict[str, Any]) -> Answer:
    """JSON with the headers of every answer."""
    headers = [("content-type", "application/json"), *strict_headers()]
    return Answer(status, headers, json.dumps(said).encode())


VIEWS = {"/healthz": healthz, "/readyz": readyz, endpoint.PATH: endpoint.metrics}


class HealthMiddleware:
    """Answer these addresses and let everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = VIEWS.get(request.path_info)
        if view is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if view is endpoint.metrics and not endpoint.may_look(request):
            return self.get_response(request)
        response = view(request)
        response.headers["Cache-Control"] = "no-store"
        return response
