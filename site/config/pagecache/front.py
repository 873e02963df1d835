"""Answering from the store on the event loop: microseconds, and no query."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from config.bridge import Answer
from config.pagecache.store import Arguments, Kept, Place, Store

MOST_ARGUMENTS = 20
LONGEST = 100  # characters of a list of encodings that are remembered


class Front:
    """What stands before Django (server.Site.fronts): the kept page, or None to let Django answer."""

    def __init__(
        self,
        store: Store,
        *,
        session_cookie: str,
        consent_cookie: str,
        current: Callable[[], bool],
        is_https: Callable[[Any], bool],
    ) -> None:
        self.store = store
        self.session = f"{session_cookie}="
        self.consent = re.compile(rf"(?:^|;\s*){re.escape(consent_cookie)}=([^;]*)")
        self.current = current
        self.is_https = is_https

    def __call__(self, scope: Any) -> Answer | None:
        return self.found(scope) if self.current() else None

    def found(self, scope: Any) -> Answer | None:
        """What is kept, as far as is known."""
        if scope.method not in ("GET", "HEAD"):
            return None
        headers = scope.headers
        hosts = headers.get_all("host")
        if len(hosts) != 1 or scope.authority or unusual(headers):
            return None
        place: Place = (self.is_https(scope), hosts[0], scope.path)
        reads = self.store.arguments.get(place)
        if reads is None:
            return None
        arguments = asked(scope.query_string, reads)
        cookie = headers.get("cookie") or ""
        if arguments is None or self.session in cookie:
            return None
        services = ""
        if self.store.by_choice:
            found = self.services(cookie, headers)
            if found is None:
                return None
            services = found
        kept = self.store.get((place, arguments, services))
        if kept is None:
            return None
        return self.answer(kept, scope.method, headers)

    def services(self, cookie: str, headers: Any) -> str | None:
        """The services that may load for this visitor; None when Django has to look it up."""
        match = self.consent.search(cookie)
        refuses = (headers.get("sec-gpc") or "").strip() == "1"
        return self.store.choice(match[1] if match else "", refuses)

    def answer(self, kept: Kept, method: str, headers: Any) -> Answer:
        """The page as this visitor takes it, or 304."""
        if kept.seen is not None and method == "GET":
            kept.seen(headers)
        known = headers.get("if-none-match")
        if known is not None and matches(known, kept.etag):
            self.store.figures.not_modified += 1
            return kept.not_modified
        self.store.figures.hits += 1
        return kept.answer(encoding_for(headers.get("accept-encoding") or "", kept))


def unusual(headers: Any) -> bool:
    """Whether the request carries what Django has to judge."""
    return (
        "content-length" in headers
        or "transfer-encoding" in headers
        or "x-forwarded-host" in headers
        or "authorization" in headers
    )


def asked(query: str, reads: frozenset[str]) -> Arguments | None:
    """The arguments that the page reads, in order; None for a query that Django has to judge."""
    if not query:
        return ()
    if "%00" in query or query.count("&") >= MOST_ARGUMENTS or "\0" in query:
        return None
    if not reads or not names_any(query, reads):
        return ()
    return tuple(
        sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in reads)
    )


def names_any(query: str, reads: frozenset[str]) -> bool:
    """Whether the query may name one of these arguments; a name that is written in codes may be any."""
    for part in query.split("&"):
        name = part.partition("=")[0]
        if name in reads or "%" in name or "+" in name:
            return True
    return False


def matches(known: str, etag: str) -> bool:
    """Whether an If-None-Match names this page (weakly, as for GET)."""
    bare = etag.removeprefix("W/")
    return known.strip() == "*" or any(
        one.strip().removeprefix("W/") == bare for one in known.split(",")
    )


def encoding_for(accepted: str, kept: Kept) -> str:
    """The best encoding that the visitor takes."""
    return "" if "" in kept.answers else accepted_encoding(accepted)


def accepted_encoding(accepted: str) -> str:
    """The best encoding that an Accept-Encoding allows; "": none of ours."""
    return remembered_best(accepted) if len(accepted) <= LONGEST else best_of(accepted)


def best_of(accepted: str) -> str:
    """The best of the encodings that a page is packed in."""
    for name in ("br", "gzip"):
        if name in accepted and not refused(accepted, name):
            return name
    return ""


# Browsers send but a few.
remembered_best = lru_cache(256)(best_of)


def refused(accepted: str, name: str) -> bool:
    """Whether the encoding is named only to say no (`br;q=0`), or as a part of another word."""
    for one in accepted.split(","):
        coding, _, weight = one.partition(";")
        if coding.strip() == name:
            return weight.replace(" ", "").removeprefix("q=").strip("0.") == "" and bool(weight)
    return True
