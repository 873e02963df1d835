"""`/healthz`: is the process alive. `/readyz`: can it serve. `/metrics`: figures (config.metrics).

Answered whatever Host they ask for (probes use bare addresses), before the session and the database
are touched, and with no more than a word per part: what is wrong stands in the log.
"""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse

from config.metrics import endpoint
from outbox import queries as outbox
from privacy import queries as privacy

log = logging.getLogger(__name__)

Check = Callable[[], bool]


def database() -> bool:
    """Every database answers."""
    for connection in connections.all():
        with connection.cursor() as cursor:
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


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers: 200."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part is ready, 503 with the names of the parts that are not."""
    parts = {name: passes(name, check) for name, check in CHECKS.items()}
    ready = all(parts.values())
    return JsonResponse(
        {
            "status": "ready" if ready else "not ready",
            "parts": {name: "ok" if fine else "failing" for name, fine in parts.items()},
        },
        status=200 if ready else 503,
    )


def passes(name: str, check: Check) -> bool:
    """Whether the check says yes; an exception is a no, and is logged."""
    try:
        return check()
    except Exception:
        log.exception("not ready", extra={"part": name})
        return False


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
