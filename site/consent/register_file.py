"""The active services as the page's own script needs them: what to start, what to clear away."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.templatetags.static import static

from consent import trackers


@dataclass(frozen=True)
class RegisterFile:
    """The bytes, and the part of their address that changes with them."""

    content: bytes
    digest: str


def register_file() -> RegisterFile:
    """Made from the active services; every declared one is in it with what it leaves behind."""
    active = {one.slug: one for one in trackers.active()}
    lines = []
    for service in trackers.services():
        one = active.get(service.slug)
        line: dict[str, object] = {
            "slug": service.slug,
            "traces": [
                [trace.kind.value, trace.name] for trace in service.traces if not trace.host
            ],
        }
        if one is not None:
            line |= {
                "edition": service.edition,
                "asks": service.needs_consent,
                "forms": service.on_forms,
                "loader": address_of(service.loader),
                "id": one.identifier,
                "host": one.host,
            }
        lines.append(line)
    content = json.dumps(lines, separators=(",", ":"), sort_keys=True).encode()
    return RegisterFile(content, hashlib.sha256(content).hexdigest()[:16])


def address_of(loader: str) -> str:
    """Where a service's own module lies: a static file, or an absolute path of this site."""
    return static(loader) if loader and not loader.startswith("/") else loader
