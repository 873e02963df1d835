"""`/metrics` for whoever knows METRICS_TOKEN; to everybody else there is no such page."""

import contextlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.metrics import counting

PATH = "/metrics"


def may_look(request: HttpRequest) -> bool:
    """Whether the request carries the token: `Authorization: Bearer …` (RFC 6750)."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    token = settings.METRICS_TOKEN
    return bool(token) and scheme == "Bearer" and hmac.compare_digest(given.strip(), token)


def metrics(request: HttpRequest) -> HttpResponse:
    """All figures in Prometheus' text format; those of the processes are sums over this server's."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_LATEST
    from prometheus_client.multiprocess import MultiProcessCollector

    from config.metrics.asked import Asked

    counting.look()
    registry = CollectorRegistry()
    # Without the folder this is no process of our server (development): nothing is counted here.
    with contextlib.suppress(ValueError):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(Asked())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
