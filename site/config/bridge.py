"""From granian's requests to Django's WSGI handler and back.

A thread is busy only while Django works: the body is there before it starts, and what it answers is
taken from it at once, however slowly the visitor reads.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from threading import Condition
from typing import IO, Any

log = logging.getLogger(__name__)

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
BLOCK = 64 * 1024
AT_ONCE = 256 * 1024  # bytes of a file read by Django's own thread; longer ones go block by block


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """An answer whose body is read from `file` after `start`."""

    status: int
    headers: Headers
    start: bytes
    file: "FileBody"


@dataclass(frozen=True, slots=True)
class StreamAnswer:
    """An answer that Django is still producing."""

    status: int
    headers: Headers
    stream: "Stream"


class FileBody:
    """What WSGI calls a file wrapper: Django hands over an open file instead of reading it."""

    def __init__(self, file: IO[bytes], block_size: int = BLOCK) -> None:
        self.file = file

    def __iter__(self) -> Iterable[bytes]:
        return iter(lambda: self.file.read(BLOCK), b"")

    def close(self) -> None:
        """Close the file; Django has put the end of its request there."""
        self.file.close()


class Stream:
    """What a generator produces, kept until the visitor has taken it.

    The producer never waits for the visitor: what is not taken lies in a temporary file.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = Condition()
        self._news = asyncio.Event()
        self._file: IO[bytes] = SpooledTemporaryFile(AT_ONCE)  # noqa: SIM115 - closed below
        self._written = self._taken = 0
        self._ended = self._abandoned = False

    def put(self, part: bytes) -> bool:
        """Keep one part (producer's thread). False when nobody waits for it any more."""
        with self._lock:
            if self._abandoned:
                return False
            self._file.seek(self._written)
            self._file.write(part)
            self._written += len(part)
        self._tell()
        return True

    def end(self) -> None:
        """Nothing follows (producer's thread)."""
        with self._lock:
            self._ended = True
            if self._abandoned:
                self._file.close()
        self._tell()

    def _tell(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:  # the loop has ended: so has the visitor
            self._abandoned = True

    async def take(self) -> bytes:
        """The next bytes; empty at the end."""
        while True:
            self._news.clear()
            with self._lock:
                self._file.seek(self._taken)
                part = self._file.read(min(BLOCK, self._written - self._taken))
                self._taken += len(part)
                if part or self._ended:
                    return part
            await self._news.wait()

    def abandon(self) -> None:
        """Nobody takes the rest."""
        with self._lock:
            self._abandoned = True
            if self._ended:
                self._file.close()


def environ(scope: Any, body: IO[bytes], length: int) -> dict[str, Any]:
    """The WSGI environment of one of granian's requests (PEP 3333)."""
    address, _, port = scope.client.rpartition(":")
    host, _, server_port = scope.server.rpartition(":")
    variables: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode(errors="surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": server_port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": address.strip("[]"),
        "REMOTE_PORT": port,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
        "wsgi.file_wrapper": FileBody,
    }
    for name, value in scope.headers.items():
        # `X_Forwarded_For` would become the same variable as `X-Forwarded-For`.
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        if key in variables:
            value = f"{variables[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        variables[key] = value
    if scope.authority:  # `GET http://host/ HTTP/1.1`: RFC 9112 lets it win over the header
        variables["HTTP_HOST"] = scope.authority
    variables["CONTENT_LENGTH"] = str(length)
    return variables


def respond(
    application: Application,
    variables: dict[str, Any],
    loop: asyncio.AbstractEventLoop,
    tell: Callable[[Answer | FileAnswer | StreamAnswer], None],
) -> None:
    """Call Django (in a thread of its own) and `tell` what it answers as soon as that is known."""
    head: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        head[:] = [int(status[:3]), headers]

    result = application(variables, start_response)
    status, headers = head
    if isinstance(result, FileBody):
        start = b"" if variables["REQUEST_METHOD"] == "HEAD" else result.file.read(AT_ONCE)
        if len(start) < AT_ONCE:
            result.close()
            tell(Answer(status, headers, start))
        else:
            tell(FileAnswer(status, headers, start, result))
        return
    try:
        if getattr(result, "streaming", False):
            _stream(result, StreamAnswer(status, headers, Stream(loop)), tell)
        else:
            tell(Answer(status, headers, b"".join(result)))
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()


def _stream(
    parts: Iterable[bytes], answer: StreamAnswer, tell: Callable[[StreamAnswer], None]
) -> None:
    tell(answer)
    try:
        for part in parts:
            if not answer.stream.put(part):
                break
    finally:
        answer.stream.end()
