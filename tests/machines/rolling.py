"""A new version goes out: the servers are stopped and started one after the other while visitors come."""

import http.client
import itertools
import threading
from collections.abc import Sequence

from tests.servers import SiteServer


class Balancer(threading.Thread):
    """Visitors behind a balancer, which sends each to the next server, and to another when it refuses."""

    def __init__(self, servers: Sequence[SiteServer], paths: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.servers, self.paths = servers, paths
        self.answered, self.failed = 0, list[str]()
        self.over = threading.Event()

    def run(self) -> None:
        for number in itertools.count():
            if self.over.is_set():
                return
            self._one(number, self.paths[number % len(self.paths)])

    def _one(self, number: int, path: str) -> None:
        for turn in range(len(self.servers)):
            server = self.servers[(number + turn) % len(self.servers)]
            try:
                answer = server.get(path)
            except ConnectionRefusedError:
                continue
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{path}: {error!r}")
                return
            if answer.status != 200:
                self.failed.append(f"{path}: {answer.status}")
            self.answered += 1
            return
        self.failed.append(f"{path}: nobody answers")


def failed_while_restarting(
    servers: Sequence[SiteServer], paths: Sequence[str]
) -> tuple[int, list[str]]:
    """How many were answered while each server was stopped and started, and what failed."""
    visitors = [Balancer(servers, paths) for _ in range(3)]
    for one in visitors:
        one.start()
    for server in servers:
        server.stop()
        server.start()
    for one in visitors:
        one.over.set()
        one.join(60)
    return sum(one.answered for one in visitors), [text for one in visitors for text in one.failed]
