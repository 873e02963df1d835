"""What the auditor says: for machines in JSON, for people in lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from consent.audit.comparing import Finding

KINDS = {
    "cookie": "cookie that is not declared here",
    "local": "local storage that is not declared here",
    "session": "session storage that is not declared here",
    "indexeddb": "database that is not declared here",
    "request": "request to a host that is not allowed here",
    "element": "element that loads from a host that is not allowed here",
    "kept_away": "attempt that the policy kept away",
    "ticked": "box that is ticked before anybody chose",
    "panel": "panel",
    "status": "error of the site",
}


@dataclass(frozen=True)
class Report:
    """One run over one site."""

    site: str
    paths: list[str]
    services: list[str]
    loads: int
    findings: list[Finding]
    unseen: list[tuple[str, str, str]]

    @property
    def is_clean(self) -> bool:
        return not self.findings

    def facts(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "clean": self.is_clean,
            "paths": self.paths,
            "services": self.services,
            "loads": self.loads,
            "findings": [asdict(one) for one in self.findings],
            "declared_but_not_seen": [
                {"service": service, "kind": kind, "name": name}
                for service, kind, name in self.unseen
            ],
        }

    def lines(self) -> Iterator[str]:
        """The same for people: each fault once, with where it was seen."""
        yield f"{self.site}: {len(self.paths)} pages, {self.loads} loads in five states"
        yield f"Services that may load: {', '.join(self.services) or 'none'}"
        grouped: dict[tuple[str, str, str, str], list[str]] = {}
        for one in self.findings:
            key = (one.state, one.service, one.kind, one.what)
            grouped.setdefault(key, []).append(one.path)
        for (state, service, kind, what), paths in grouped.items():
            about = f"{state}, {service}" if service else state
            more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
            yield f"  FAULT  {about}: {KINDS[kind]}: {what}"
            yield f"         on {', '.join(paths[:3])}{more}"
        for service, kind, name in self.unseen:
            yield f"  note   {service}: {kind} {name} is declared and was not seen"
        yield "Clean." if self.is_clean else f"{len(grouped)} faults."
