"""A new version goes out: the database changes, then servers and workers are restarted one after the other.

People read and write meanwhile, behind a balancer that opens a connection for each request, and in browsers
that keep theirs. Each is answered; what is sent goes to another server only where one does not listen.
"""

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from tests.machines.visitors import KINDS, filled_in, token_in, token_path
from tests.servers import SiteServer

PAUSE = 0.02  # seconds between two requests of one person
POST_EVERY = 15  # requests


class Person(threading.Thread):
    """Reads, and posts a form now and then. `keeps`: the connections, as browsers do."""

    def __init__(
        self,
        servers: Sequence[SiteServer],
        paths: dict[str, str],
        cv: bytes,
        numbers: Iterator[int],
        *,
        keeps: bool,
    ) -> None:
        super().__init__(daemon=True)
        self.servers, self.paths, self.cv, self.numbers, self.keeps = (
            servers, paths, cv, numbers, keeps,
        )  # fmt: skip
        self.connections: dict[int, http.client.HTTPConnection] = {}
        self.answered, self.dropped = 0, 0
        self.thanked, self.failed = set[int](), list[str]()
        self.over = threading.Event()

    def run(self) -> None:
        read = [*self.paths.values(), "/", "/recherche/?q=console"]
        for turn in itertools.count():
            if self.over.wait(PAUSE):
                break
            if turn % POST_EVERY == 0:
                self._write(turn, next(self.numbers))
            else:
                self._ask(turn, "GET", read[turn % len(read)], wanted=200)
        for connection in self.connections.values():
            connection.close()

    def _write(self, turn: int, number: int) -> None:
        token = self._ask(turn, "GET", token_path(KINDS[number % 3]), wanted=200)
        if token is not None:
            body, content_type = filled_in(number, token_in(token), self.cv)
            path = self.paths[KINDS[number % 3]]
            headers = {"Content-Type": content_type}
            if self._ask(turn, "POST", path, body, headers, wanted=303) is not None:
                self.thanked.add(number)

    def _ask(
        self,
        turn: int,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        wanted: int,
    ) -> str | None:
        """The answer's text; None when there was none, or another than `wanted`."""
        for step in range(len(self.servers) + 1):
            server = self.servers[(turn + step) % len(self.servers)]
            connection = self.connections.setdefault(
                server.port, http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            )
            was_open = connection.sock is not None
            sent = {"Host": f"localhost:{server.port}", **(headers or {})}
            try:
                connection.request(method, path, body, sent)
                answer = connection.getresponse()
                text = answer.read().decode()
            except ConnectionRefusedError:
                connection.close()
                continue
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if was_open and isinstance(error, ConnectionError):
                    # Closed by the server while nothing was asked: a browser opens another one.
                    self.dropped += 1
                    continue
                self.failed.append(f"{method} {path}: {error!r}")
                return None
            if not self.keeps:
                connection.close()
            if answer.status != wanted:
                self.failed.append(f"{method} {path}: {answer.status} {text[:200]}")
                return None
            self.answered += 1
            return text
        self.failed.append(f"{method} {path}: nobody answers")
        return None


def restarted_under_load(
    servers: Sequence[SiteServer],
    paths: dict[str, str],
    cv: bytes,
    *,
    first: int,
    migrate: Callable[[], None],
    restart_workers: Callable[[], None],
) -> list[Person]:
    """The people who came while the database changed and everything was restarted.

    `first`: the number of the first who posts.
    """
    numbers = itertools.count(first)
    people = [Person(servers, paths, cv, numbers, keeps=keeps) for keeps in (False, True) * 2]
    for one in people:
        one.start()
    migrate()
    before = [one.answered for one in people]
    while not all(one.answered > now + POST_EVERY for one, now in zip(people, before, strict=True)):
        if any(one.failed for one in people):
            break
        time.sleep(PAUSE)
    for server in servers:
        server.stop()
        server.start()
    restart_workers()
    for one in people:
        one.over.set()
        one.join(60)
    return people
