"""A small site in a process that keeps its pages, and a visitor who says whether a page was kept."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.test import Client

from cms.freshness import changes, memory
from config.pagecache import opening
from tests.factories.small_site import small_site


@pytest.fixture
def store(settings, tmp_path, monkeypatch, transactional_db) -> Iterator[opening.Store]:
    """The store of this process, open; its thread is not needed on one machine."""
    settings.PAGE_CACHE_MEGABYTES = 8
    follower = changes.follower
    monkeypatch.setattr(follower, "_forgetters", [memory.forget, changes._forget_libraries])
    monkeypatch.setattr(follower, "keep_looking", lambda ended: None)
    changes.switch_on(tmp_path / "stamp")
    opening.open_store()
    assert opening.opened is not None
    yield opening.opened.store
    opening.close_store()
    changes.switch_off()
    memory.forget({"*"})


@pytest.fixture
def site(store) -> SimpleNamespace:
    return small_site()


class Visitor:
    """Asks as a browser does: first what stands before Django, then Django."""

    def __init__(self) -> None:
        self.client = Client(HTTP_HOST="localhost")
        self.kept = False

    def get(self, path: str, method: str = "get", **headers: str):
        request = getattr(self.client, method)
        reply = request(
            path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        self.kept = "Cache-Status" in reply.headers
        return reply

    def keeps(self, *paths: str) -> list[str]:
        """Which of these pages are kept now; all of them are afterwards."""
        return [path for path in paths if self.get(path) is not None and self.kept]


@pytest.fixture
def visitor(monkeypatch) -> Visitor:
    # The test client does not go through the server, whose event loop asks the front first.
    look: Callable = opening.Opened.front_again
    from config.pagecache.middleware import PageCacheMiddleware

    plain = PageCacheMiddleware.make

    def make(self, request, *others):
        if opening.opened.front.current() and (known := look(opening.opened, request)):
            return known
        return plain(self, request, *others)

    monkeypatch.setattr(PageCacheMiddleware, "make", make)
    return Visitor()
