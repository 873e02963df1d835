"""Where a page that was not kept is made: noting what it is made of, and keeping it.

Stands outside of what writes the headers: what it sees is what the visitor gets.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, QueryDict

from cms.freshness.changes import Put, follower
from cms.freshness.reading import Reads, reading
from config.middleware.conditional import labelled
from config.pagecache import opening
from config.pagecache.front import Front, asked, encoding_for, unusual
from config.pagecache.keeping import compress, may_be_kept, may_be_packed, pack
from config.pagecache.store import Key, Place, Store
from consent.choice import has_gpc
from consent.enforcement import is_honest, key_of
from consent.trackers import active

NOT_PAGES = ("/static/", "/media/", "/admin/", "/healthz", "/readyz")
# Seconds that a page is waited for which is just being made for somebody else. A machine that needs longer
# for one page would need longer still for eight at once.
PATIENCE = 5.0


class AskedArguments(QueryDict):
    """The arguments of an address, which notes those that are read."""

    def __init__(self, query: str) -> None:
        self.read: set[str] = set()
        self.read_all = False
        super().__init__(query)
        self.read.clear()
        self.read_all = False

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def _getlist(self, key: str, default: Any = None, force_list: bool = False) -> Any:
        self.read.add(key)
        return super()._getlist(key, default, force_list)  # type: ignore[misc]

    def __len__(self) -> int:
        self.read_all = True
        return super().__len__()

    def __iter__(self) -> Any:
        self.read_all = True
        return super().__iter__()

    def lists(self) -> Any:
        self.read_all = True
        return super().lists()

    def dict(self) -> Any:
        self.read_all = True
        return super().dict()

    def keys(self) -> Any:
        self.read_all = True
        return super().keys()

    def copy(self) -> Any:
        self.read_all = True
        return super().copy()


class Unread(Exception):
    """The changes cannot be read: the database is away."""


@dataclass
class Making:
    """A page while it is made."""

    ended: Event = field(default_factory=Event)
    outdated: bool = False  # something it shows was written meanwhile, so it was not kept


class PageCacheMiddleware:
    """Keep what may be kept, where the server has opened a store (`pagecache.opening`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.being_made: dict[tuple[Place, str], Making] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        opened = opening.opened
        if opened is None or not may_ask(request, opened.front):
            return self.get_response(request)
        try:
            if not follower.current and (known := self.found(request, opened)) is not None:
                return known
            with self.alone(request) as making:
                # While this one waited, for a thread or for another one, it may have been made.
                if (known := self.found(request, opened)) is not None:
                    return known
                return self.make(request, opened.store, making)
        except Unread:
            # What was kept is better than nothing; what changed in the last moment shows afterwards.
            return opened.front_again(request, blind=True) or self.get_response(request)

    @staticmethod
    def found(request: HttpRequest, opened: opening.Opened) -> HttpResponse | None:
        """What is kept, once the news has been read, and the visitor's choice. Raises Unread."""
        try:
            if not follower.current:
                follower.catch_up()
            if opened.store.by_choice:
                learn_choice(request, opened.store)
        except (DatabaseError, InterfaceError) as error:
            raise Unread from error
        return opened.front_again(request)

    @contextmanager
    def alone(self, request: HttpRequest) -> Iterator[Making]:
        """Wait while the same page is being made for somebody else, though not for long.

        So a page that many ask for when it has changed is made once, and not by every thread.
        """
        page = (place_of(request), request.META.get("QUERY_STRING", ""))
        mine, until = Making(), monotonic() + PATIENCE
        while (other := self.being_made.setdefault(page, mine)) is not mine:
            ended = other.ended.wait(max(0.0, until - monotonic()))
            if not (ended and other.outdated):
                break
        try:
            yield mine
        finally:
            if other is mine:
                del self.being_made[page]
                mine.ended.set()

    def make(self, request: HttpRequest, store: Store, making: Making) -> HttpResponse:
        """Let Django make the page, and keep it."""
        store.figures.misses += 1
        arguments = AskedArguments(request.META.get("QUERY_STRING", ""))
        request.GET = arguments  # type: ignore[assignment]
        with follower.making() as written:
            with reading() as reads:
                response = self.get_response(request)
            with suppress(DatabaseError, InterfaceError):
                if put := self.kept(request, response, reads, arguments, store):
                    making.outdated = not follower.keep(reads.tags, written, put)
                if may_be_packed(request, response):
                    compress(request, response)
        return response

    def kept(
        self,
        request: HttpRequest,
        response: HttpResponse,
        reads: Reads,
        arguments: AskedArguments,
        store: Store,
    ) -> Put | None:
        """What puts the answer, packed by now, into the store with its tags; None when none may."""
        by_choice = bool(active())
        services = key_of(request) if by_choice else ""
        if arguments.read_all or not may_be_kept(request, response, reads, services):
            return None
        place = place_of(request)
        known = store.arguments.get(place, frozenset()) | arguments.read
        asked_for = asked(request.META.get("QUERY_STRING", ""), known)
        if asked_for is None:
            return None
        key: Key = (place, asked_for, services)
        labelled(request, response)
        kept = pack(response, reads, getattr(response, "seen", None))
        answer = kept.answer(encoding_for(request.headers.get("Accept-Encoding", ""), kept))
        response.content = answer.body
        for name, value in answer.headers:
            if name != "cache-status":
                response.headers[name] = value

        def put(tags: frozenset[str]) -> None:
            if by_choice:
                cookie = request.COOKIES.get(settings.CONSENT_COOKIE_NAME, "")
                store.by_choice = True
                store.know_choice(cookie, has_gpc(request), services)
            store.put(key, kept, tags, known)

        return put


def place_of(request: HttpRequest) -> Place:
    return request.is_secure(), request.META["HTTP_HOST"], request.path_info


def learn_choice(request: HttpRequest, store: Store) -> None:
    """Look up what may load for a cookie that is new here, so that its visitor gets the page that is kept.

    Every cookie is another one (it is signed, and names its receipt): without this, each visitor who has
    decided would have each page made again. One that claims what it does not say stays unknown.
    """
    cookie, refuses = request.COOKIES.get(settings.CONSENT_COOKIE_NAME, ""), has_gpc(request)
    if store.choice(cookie, refuses) is None and is_honest(request):
        store.know_choice(cookie, refuses, key_of(request))


def may_ask(request: HttpRequest, front: Front) -> bool:
    """Whether the answer may be the same for others as well."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(NOT_PAGES)
        and "HTTP_HOST" in request.META
        and not unusual(opening.RequestHeaders(request))
    )
