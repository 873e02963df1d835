"""Asking a process of the site (tests.growth.station) over a pipe."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers import ROOT


class Station:
    """A process that asks its own copy of the site."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.growth.station"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @classmethod
    @contextmanager
    def of(cls, environment: dict[str, str], **changes: str) -> Iterator["Station"]:
        """One that is ended."""
        station = cls({**environment, "LOG_LEVEL": "CRITICAL", **changes})
        try:
            yield station
        finally:
            station.close()

    def _tell(self, question: dict[str, Any]) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps(question)}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def ask(self, path: str, who: str = "visitor", **more: Any) -> dict[str, Any]:
        """The answer's status, cpu (ms), bytes, queries, and MiB above idle. Raises RuntimeError."""
        found: dict[str, Any] = self._tell({"path": path, "as": who, **more})
        if found["status"] not in (200, 404):
            raise RuntimeError(f"{path}: {found['status']}")
        return found

    def pages(self) -> list[tuple[str, str]]:
        """The path and the model of every live page."""
        return [(path, model) for path, model in self._tell({"pages": True})]

    def forget(self) -> None:
        """Nothing is remembered from one request to the next, as minutes later."""
        self._tell({"forget": True})

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
