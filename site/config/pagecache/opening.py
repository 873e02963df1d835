"""The store of this process: opened by the web server, and by nothing else."""

import threading
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cms.freshness.changes import follower
from cms.freshness.writing import EVERYTHING
from config.bridge import Answer
from config.middleware.proxies import trusted_proxies
from config.pagecache.front import Front
from config.pagecache.store import Store
from consent import trackers


class RequestHeaders:
    """Django's headers with the names that the server has for them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def get(self, name: str) -> str | None:
        return self._request.headers.get(name)

    def get_all(self, name: str) -> list[str]:
        value = self.get(name)
        return [] if value is None else [value]

    def __contains__(self, name: str) -> bool:
        if name == "content-length":  # the server always tells Django one
            return self._request.META.get("CONTENT_LENGTH") not in (None, "", "0")
        return name in self._request.headers


@dataclass
class RequestScope:
    """Django's request as the front reads one."""

    method: str
    path: str
    query_string: str
    headers: RequestHeaders
    https: bool
    authority: str = ""


@dataclass
class Opened:
    """The store and the front that answers from it."""

    store: Store
    front: Front
    ended: threading.Event

    def front_again(self, request: HttpRequest, *, blind: bool = False) -> HttpResponse | None:
        """What is kept after all, once the news has been read; or `blind`, when it cannot be."""
        scope = RequestScope(
            str(request.method),
            request.path_info,
            request.META.get("QUERY_STRING", ""),
            RequestHeaders(request),
            request.is_secure(),
        )
        answer = self.front.found(scope) if blind else self.front(scope)
        return None if answer is None else response_of(answer)


opened: Opened | None = None


def response_of(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.body, status=answer.status)
    del response.headers["Content-Type"]
    for name, value in answer.headers:
        response.headers[name] = value
    return response


class Https:
    """Whether a request came over TLS, believed from those who may say so."""

    def __init__(self) -> None:
        self._trusts = trusted_proxies(settings.TRUSTED_PROXIES)
        self._known: dict[str, bool] = {}

    def __call__(self, scope: Any) -> bool:
        if isinstance(scope, RequestScope):
            return scope.https
        said = scope.headers.get("x-forwarded-proto")
        if said is not None and said.strip().lower() == "https" and self.trusts(scope):
            return True
        return bool(scope.scheme == "https")

    def trusts(self, scope: Any) -> bool:
        """Whether the one who asks may speak for a visitor."""
        address = scope.client.rpartition(":")[0].strip("[]")
        trusted = self._known.get(address)
        if trusted is None:
            if len(self._known) > 10_000:
                self._known.clear()
            trusted = self._known[address] = self._trusts(address)
        return trusted


def open_store() -> Front | None:
    """Open the store, follow the changes, and give what the server asks first; None when switched off."""
    global opened
    if not settings.PAGE_CACHE_MEGABYTES:
        return None
    store = Store(settings.PAGE_CACHE_MEGABYTES * 1024 * 1024)
    front = Front(
        store,
        session_cookie=settings.SESSION_COOKIE_NAME,
        consent_cookie=settings.CONSENT_COOKIE_NAME,
        current=lambda: follower.current or follower.blind,
        is_https=Https(),
    )
    follower.tell(store.forget)
    follower.tell(lambda tags: trackers.forget() if EVERYTHING in tags else None)
    follower.following = True
    ended = threading.Event()
    threading.Thread(
        target=follower.keep_looking, args=[ended], name="freshness", daemon=True
    ).start()
    opened = Opened(store, front, ended)
    return front


def close_store() -> None:
    """Keep nothing any more, follow nothing."""
    global opened
    if opened is not None:
        opened.ended.set()
        opened.store.clear()
    follower.following = False
    opened = None
