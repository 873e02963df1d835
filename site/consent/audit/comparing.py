"""An observation against the register, in both directions: what is there and not declared, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from consent.audit.observing import Observation
from consent.declarations import Kind, Trace
from consent.essentials import plain
from consent.trackers import ActiveService


@dataclass(frozen=True)
class Finding:
    """Something that must not be. `kind` is for machines, `what` for people."""

    state: str
    path: str
    kind: str
    what: str
    service: str = ""


@dataclass
class Expected:
    """What may be there in one state: the traces and hosts of these services, and the site's own."""

    state: str
    host: str  # of the site, without its port
    services: tuple[ActiveService, ...]
    essentials: list[Trace]
    asks: bool  # whether the panel is to be there
    chosen: str = ""
    seen: set[tuple[str, str, str]] = field(default_factory=set)

    def findings(self, found: Observation) -> Iterator[Finding]:
        """What was observed and is not declared; what was declared is noted in `seen`."""

        def finding(kind: str, what: str) -> Finding:
            return Finding(self.state, found.path, kind, what, self.chosen)

        for name, domain in sorted(found.cookies):
            if not self._explains(Kind.COOKIE, name, domain):
                yield finding("cookie", f"{name} ({domain})")
        for kind, names in (
            (Kind.LOCAL, found.local),
            (Kind.SESSION, found.session),
            (Kind.DATABASE, found.databases),
        ):
            for name in sorted(names):
                if not self._explains(kind, name, self.host):
                    yield finding(kind.value, name)
        for host in sorted(found.requests):
            if not self._may_ask(host):
                yield finding("request", host)
        for host in sorted(found.elements):
            if not self._may_ask(host):
                yield finding("element", host)
        for away in sorted(found.kept_away):
            yield finding("kept_away", away)
        if found.status >= 500:
            yield finding("status", str(found.status))
        if found.panel != self.asks:
            yield finding("panel", "shown" if found.panel else "missing")

    def _explains(self, kind: Kind, name: str, domain: str) -> bool:
        ours = domain == self.host or self.host.endswith(f".{domain}")
        if ours and any(
            trace.kind is kind and plain(trace.name) == plain(name) for trace in self.essentials
        ):
            return True
        explained = False
        for one in self.services:
            for trace in one.service.traces:
                right = domain == trace.host or domain.endswith(f".{trace.host}")
                if trace.kind is kind and trace.matches(name) and (right if trace.host else ours):
                    self.seen.add((one.slug, kind.value, trace.name))
                    explained = True
        return explained

    def _may_ask(self, host: str) -> bool:
        allowed = False
        for one in self.services:
            for pattern in one.hosts:
                if fnmatchcase(host, pattern):
                    self.seen.add((one.slug, "host", pattern))
                    allowed = True
        return allowed


def unseen(
    services: Iterable[ActiveService], seen: set[tuple[str, str, str]]
) -> list[tuple[str, str, str]]:
    """What is declared and was never seen, by service: a declaration that has grown old, or a page
    that the auditor did not come to.
    """
    declared = [
        (one.slug, trace.kind.value, trace.name)
        for one in services
        for trace in one.service.traces
        if trace.kind is not Kind.PIXEL
    ]
    declared += [(one.slug, "host", host) for one in services for host in one.hosts]
    return sorted(set(declared) - seen)
