"""The register of trackers: what is declared, what is switched on, what may load.

    facts()            the services switched on, as the policy prints them
    essential_facts()  what the site itself keeps in a browser because it must
    active()           the services that may load: switched on and named by the published policy

`policy`, a layer above, tells what its published version names:

    set_named_services(lambda: frozenset({"youtube"}))      # slugs; nothing loads without it
    set_published_policy(lambda: ("1.13", "<hash>"))        # written on each receipt

Both answers and the activations are remembered in the process for FRESH seconds; saving an
activation forgets them at once here (`forget()`), other processes follow within that time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from consent.declarations import Service, Trace, both
from consent.essentials import ESSENTIALS
from consent.models import Activation
from consent.purposes import PURPOSES

FRESH = 5.0  # seconds

Named = Callable[[], frozenset[str]]
Published = Callable[[], tuple[str, str]]

_services: dict[str, Service] = {}
_essentials: list[Trace] = [*ESSENTIALS]
_named: list[Named] = []
_published: list[Published] = []
_memory: list[tuple[float, tuple[ActiveService, ...]]] = []


@dataclass(frozen=True)
class ActiveService:
    """A service with what marketing entered for it."""

    service: Service
    identifier: str = ""
    host: str = ""
    checked_on: date | None = None

    @property
    def slug(self) -> str:
        return self.service.slug

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        return self.service.sources_with(self.host)

    @property
    def hosts(self) -> list[str]:
        return self.service.hosts_with(self.host)


def declare(*services: Service) -> None:
    """Add services. Raises ValueError when a slug is taken or a purpose does not exist."""
    for service in services:
        if _services.get(service.slug, service) != service:
            raise ValueError(f"Two services are called {service.slug!r}.")
        if service.purpose not in PURPOSES:
            raise ValueError(f"{service.slug}: there is no purpose {service.purpose!r}.")
        _services[service.slug] = service


def declare_essential(*traces: Trace) -> None:
    """Add what another package must keep in a visitor's browser for what the visitor asked for."""
    _essentials.extend(trace for trace in traces if trace not in _essentials)


def essentials() -> list[Trace]:
    """What the site itself keeps in a browser without asking."""
    return list(_essentials)


def services() -> list[Service]:
    """Every declared service, by purpose, then by name."""
    return sorted(_services.values(), key=_place)


def service(slug: str) -> Service:
    """One declared service. Raises KeyError."""
    return _services[slug]


def set_named_services(named: Named) -> None:
    """Say which services the published policy names. Called once, by the layer that knows."""
    _named[:] = [named]
    forget()


def set_published_policy(published: Published) -> None:
    """Say number and hash of the published policy, for receipts."""
    _published[:] = [published]


def published_policy() -> tuple[str, str]:
    """Number and hash of the published policy; empty while nobody tells."""
    return _published[0]() if _published else ("", "")


def switched_on() -> list[ActiveService]:
    """The services marketing has switched on, named by the policy or not yet."""
    rows = {row.service: row for row in Activation.objects.filter(switched_on=True)}
    found = []
    for service in services():
        row = rows.get(service.slug)
        given = service.identifier_from_settings()
        if row is not None and (given or not service.setting):
            found.append(ActiveService(service, given or row.identifier, row.host, row.checked_on))
    return found


def active() -> tuple[ActiveService, ...]:
    """The services that may load, for those who agree where agreement is needed."""
    now = time.monotonic()
    if _memory and now - _memory[0][0] < FRESH:
        return _memory[0][1]
    found = switched_on()
    named = _named[0]() if found and _named else frozenset()
    result = tuple(one for one in found if one.slug in named)
    _memory[:] = [(now, result)]
    return result


def asked() -> tuple[ActiveService, ...]:
    """Those of the active services that need the visitor's agreement; none: no panel at all."""
    return tuple(one for one in active() if one.service.needs_consent)


def forget() -> None:
    """Read the activations and the policy anew at the next question."""
    _memory.clear()


def facts() -> list[dict[str, Any]]:
    """The services switched on, as plain facts in both languages, in a stable order."""
    return [_facts(one) for one in switched_on()]


def essential_facts() -> list[dict[str, Any]]:
    """What the site keeps in a visitor's browser because it must, in the same form as traces."""
    return [trace.facts() for trace in _essentials]


def _facts(one: ActiveService) -> dict[str, Any]:
    declared = one.service
    purpose = PURPOSES[declared.purpose]
    return {
        "slug": declared.slug,
        "name": declared.name,
        "controller": declared.controller,
        "country": both(declared.country),
        "transfer": both(declared.transfer),
        "checked": one.checked_on.isoformat() if one.checked_on else "",
        "purpose": both(declared.description),
        "group": purpose.slug,
        "group_name": both(purpose.name),
        "needs_consent": declared.needs_consent,
        "edition": declared.edition,
        "hosts": one.hosts,
        "removal": both(declared.removal) if declared.removal else {"fr": "", "en": ""},
        "traces": [trace.facts() for trace in declared.traces],
    }


def _place(service: Service) -> tuple[int, str]:
    return PURPOSES[service.purpose].order, service.name.lower()
