"""The words a tracker is declared with: what it is, who runs it, what it needs and what it leaves.

An app that brings a tracker of its own declares it in its `trackers.py`:

    from consent.declarations import Service, Trace
    from consent.trackers import declare

    declare(Service(slug="origin-of-enquiries", purpose="performance", …))

A declaration makes nothing load. A service is loaded when marketing has switched it on in the admin,
a published version of the privacy policy names it, and the visitor has agreed (or none is needed).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from privacy.texts import Text

# A name with "*" for any run of characters: `_ga_*`.
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")
DIRECTIVES = {
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "frame-src",
    "media-src",
}


class Kind(Enum):
    """Where a trace lies in the browser; a pixel leaves nothing, but tells its host of the visit."""

    COOKIE = "cookie"
    LOCAL = "local"
    SESSION = "session"
    DATABASE = "indexeddb"
    PIXEL = "pixel"

    @property
    def label(self) -> Text:
        return _KINDS[self]


_KINDS = {
    Kind.COOKIE: Text(fr="Cookie", en="Cookie"),
    Kind.LOCAL: Text(fr="Stockage local", en="Local storage"),
    Kind.SESSION: Text(fr="Stockage de session", en="Session storage"),
    Kind.DATABASE: Text(fr="Base IndexedDB", en="IndexedDB database"),
    Kind.PIXEL: Text(fr="Pixel", en="Pixel"),
}


@dataclass(frozen=True)
class Trace:
    """Something left in the browser. `host`: whose it is when it does not lie on our own domain."""

    name: str
    purpose: Text
    duration: Text
    kind: Kind = Kind.COOKIE
    host: str = ""

    @property
    def is_pattern(self) -> bool:
        return "*" in self.name

    def matches(self, name: str) -> bool:
        """Whether a cookie or key of this name is meant."""
        return re.fullmatch(re.escape(self.name).replace(r"\*", ".*"), name) is not None

    def facts(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "kind_name": both(self.kind.label),
            "name": self.name,
            "pattern": self.is_pattern,
            "host": self.host,
            "purpose": both(self.purpose),
            "duration": both(self.duration),
        }


@dataclass(frozen=True)
class Purpose:
    """What visitors say yes or no to. `line`: the one line it has in the panel's first layer."""

    slug: str
    name: Text
    line: Text
    order: int


@dataclass(frozen=True)
class Identifier:
    """What marketing enters to switch a service on: the account's number at the service."""

    label: Text
    pattern: str
    example: str

    def accepts(self, value: str) -> bool:
        return re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True)
class Service:
    """One tracker.

    sources     sources by directive of the Content-Security-Policy; "{host}" stands for the host
                that marketing enters (a service of one's own, such as Matomo)
    loader      static path (or absolute path on this site) of the module that starts it, which
                exports `start({slug, id, host}, slugs that may load)`; "" for a frame that its own
                page shows
    edition     counts material changes (controller, country, purpose): raising it asks again
    needs_consent  False only for what the CNIL exempts
    setting     Django's setting that holds the identifier, for a service whose keys are secrets of the
                installation; it cannot be switched on while the setting is empty
    on_forms    loaded on pages with a form alone
    removal     how to remove what lies on the service's own domain
    """

    slug: str
    name: str
    controller: str
    country: Text
    transfer: Text
    description: Text
    purpose: str
    traces: tuple[Trace, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    loader: str = ""
    identifier: Identifier | None = None
    needs_host: bool = False
    edition: int = 1
    needs_consent: bool = True
    on_forms: bool = False
    setting: str = ""
    removal: Text | None = None

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.slug):
            raise ValueError(f"A service cannot be called {self.slug!r}.")
        if unknown := set(self.sources) - DIRECTIVES:
            raise ValueError(f"{self.slug}: {', '.join(sorted(unknown))} cannot be widened.")

    def identifier_from_settings(self) -> str:
        """The identifier that the installation brings."""
        return str(getattr(settings, self.setting, "")) if self.setting else ""

    def sources_with(self, host: str = "") -> dict[str, tuple[str, ...]]:
        """The sources by directive, with the entered host in its place."""
        return {
            directive: tuple(source.replace("{host}", host) for source in sources)
            for directive, sources in self.sources.items()
        }

    def hosts_with(self, host: str = "") -> list[str]:
        """The hosts a visitor's browser speaks to, in order, without scheme and path."""
        found = {
            urlsplit(source).netloc
            for sources in self.sources_with(host).values()
            for source in sources
        }
        return sorted(found | {trace.host for trace in self.traces if trace.host})


def both(text: Text) -> dict[str, str]:
    """A text as JSON-able facts."""
    return {"fr": text.fr, "en": text.en}
