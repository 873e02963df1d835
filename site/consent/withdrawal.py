"""Removing what a service left on our own domain, as far as a server can: cookies, by pattern.

The panel's script removes storage, databases and frames as well, before and after the reload; this
reaches the cookies that scripts cannot see, and works without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import CookieError, Morsel

from django.http import HttpRequest, HttpResponse

from consent import trackers
from consent.declarations import Kind

# A browser keeps cookies by name, domain and path: each pair is expired on its own.
MOST_COOKIES = 20


def sweep(
    request: HttpRequest, response: HttpResponse, *, path: str, allowed: frozenset[str]
) -> None:
    """Expire every cookie of a service outside of `allowed`, wherever it may have been set.

    `path`: the page the visitor is on; cookies are expired on it and on everything above.
    """
    kept = [
        trace
        for service in trackers.services()
        if service.slug in allowed
        for trace in service.traces
    ]
    gone = [
        name
        for name in request.COOKIES
        if any(
            trace.kind is Kind.COOKIE and not trace.host and trace.matches(name)
            for service in trackers.services()
            if service.slug not in allowed
            for trace in service.traces
        )
        and not any(trace.matches(name) for trace in kept)
    ]
    host = request.get_host().partition(":")[0]
    for name in gone[:MOST_COOKIES]:
        for domain in domains(host):
            for one in paths(path):
                expire(response, name, one, domain)


def expire(response: HttpResponse, name: str, path: str, domain: str | None) -> None:
    """One Set-Cookie line that ends a cookie; Django's own jar would hold a single one per name."""
    morsel: Morsel[str] = Morsel()
    try:
        morsel.set(name, "", "")
    except CookieError:  # a name that no answer can carry: the script removes it
        return
    morsel["path"], morsel["max-age"], morsel["samesite"] = path, 0, "Lax"
    morsel["expires"] = "Thu, 01 Jan 1970 00:00:00 GMT"
    if domain:
        morsel["domain"] = domain
    dict.__setitem__(response.cookies, f"{name} {path} {domain}", morsel)


def domains(host: str) -> Iterator[str | None]:
    """The host itself without a Domain, then with one, then every parent that is more than a suffix."""
    yield None
    labels = host.split(".")
    for start in range(max(0, len(labels) - 1)):
        yield ".".join(labels[start:])


def paths(path: str) -> Iterator[str]:
    """`/` and every step down to `path`, with and without a closing slash."""
    yield "/"
    steps = [step for step in path.split("/") if step]
    for end in range(1, len(steps) + 1):
        joined = "/" + "/".join(steps[:end])
        yield joined
        yield f"{joined}/"
