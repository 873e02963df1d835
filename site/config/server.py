"""The web server: `python -m config.server [--host 127.0.0.1] [--port 8000]`.

granian takes the connections and parses HTTP (in Rust, header limits and time-outs included). The
event loop gathers the body; only a complete request is handed to one of a few threads, where Django
answers it. So fifty visitors who send half a request hold nothing that others need, and no proxy in
front is necessary for it.

What may answer without Django stands in `Site.fronts`, asked in turn before the event loop has anything
to do with the request (see shortcut.py): the place of the page cache.

Whatever hangs (a database that takes connections and never answers), nobody waits for it without end: see
`waiting.py`. Probes have threads of their own, and tell the truth meanwhile.
"""

import argparse
import asyncio
import atexit
import gc
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from config import bodies, waiting
from config.answered import noted
from config.bridge import BLOCK, Answer, Application, FileAnswer, environ
from config.shortcut import Front, ShortcutLoop, build
from config.tether import end_with_parent
from config.waiting import AnyAnswer, Desk, Overdue
from outbox.heaps import share_heaps

log = logging.getLogger("config.server")

# Django's own threads. Each keeps a database connection, so few are better than many.
THREADS = 8
# Requests that may wait for a thread before newcomers are told to come back.
WAITING = 256
PUBLIC_LIMIT = 12 * bodies.MIB  # the largest file a visitor may send is a CV of 10 MB
STAFF_LIMIT = 60 * bodies.MIB  # WAGTAILDOCS_MAX_UPLOAD_SIZE and its envelope
# Asked by machines, also while everything else waits.
PROBES = frozenset({"/readyz", "/metrics"})
TYPED = "application/x-www-form-urlencoded"
MOST_TYPED = 64 * 1024  # bytes of a form that are given back
HEADERS_LIMIT = 32 * 1024  # bytes
HEADERS_TIME = 10_000  # milliseconds
STOP_TIME = 30  # seconds that running requests have to end


class Site:
    """The site as granian calls it (RSGI, one event loop per process)."""

    def __init__(
        self,
        application: Application,
        refusal: Callable[[int, str], Answer],
        overdue: Callable[[str, bytes], Answer],
        *,
        staff_prefix: str,
        staff_cookie: str,
        fronts: tuple[Front, ...] = (),
        kept: Front | None = None,
    ) -> None:
        self.application = application
        self.refusal = refusal
        self.staff_prefix = staff_prefix
        self.staff_cookie = f"{staff_cookie}="
        self.fronts = fronts
        # A page that may lack what was written last: better than none at all.
        self.kept = kept or (lambda _scope: None)
        self.overdue = overdue
        ask = partial(Desk, application, refusal)
        self.desk = ask(threads=THREADS, most=WAITING, start_time=waiting.START_TIME)
        self.probes = ask(threads=2, most=8, start_time=waiting.PROBE_TIME)
        self.files = ThreadPoolExecutor(2, "files")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        if isinstance(loop, ShortcutLoop):
            loop.fronts = self.fronts

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.desk.close()
        self.probes.close()
        self.files.shutdown()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        for front in self.fronts:
            ready = front(scope)
            if ready is not None:
                protocol.response_bytes(ready.status, ready.headers, ready.body)
                return
        begun = perf_counter()
        desk = self.probes if scope.path in PROBES else self.desk
        closed = desk.is_closed
        if closed and not is_small_form(scope.headers):
            if (ready := self.kept(scope)) is not None:
                await self._send(ready, scope, protocol)
            else:
                await self._refuse(503, scope, protocol, begun)
            return
        try:
            body, length = await self._body(scope, protocol)
        except bodies.BodyRefused as refused:
            await self._refuse(refused.status, scope, protocol, begun)
            return
        except OSError:
            log.exception("A body could not be kept")
            await self._refuse(503, scope, protocol, begun)
            return
        sent = fields_in(body, length, scope.headers)
        if closed:
            body.close()
            await self._send(self._sorry(scope, sent, begun), scope, protocol)
            return
        answer: AnyAnswer
        try:
            variables = environ(scope, body, length)
            answer = await desk.ask(variables, body, patience=self._patience(scope))
        except Overdue:
            answer = self._sorry(scope, sent, begun)
        await self._send(answer, scope, protocol)

    def _sorry(self, scope: Any, sent: bytes, begun: float) -> Answer:
        """Django has not answered in time: the page as it was kept, or what was typed comes back."""
        if (ready := self.kept(scope)) is not None:
            return ready
        answer = self.overdue(scope.path, sent)
        answer.headers.append(noted("overdue", answer.status, scope, begun))
        return answer

    def _patience(self, scope: Any) -> float | None:
        """Seconds that an answer may take once it is begun."""
        if scope.path in PROBES:
            return 0.0
        return None if self._is_staff(scope) else waiting.ANSWER_TIME

    def _is_staff(self, scope: Any) -> bool:
        return scope.path.startswith(self.staff_prefix) and self.staff_cookie in (
            scope.headers.get("cookie") or ""
        )

    async def _body(self, scope: Any, protocol: Any) -> tuple[IO[bytes], int]:
        """The body and its length in bytes. Raises BodyRefused."""
        headers = scope.headers
        if len(headers.get_all("host")) > 1:
            raise bodies.BodyRefused
        length = headers.get("content-length")
        if length is None and "transfer-encoding" not in headers:
            return BytesIO(), 0
        # Nobody who is not signed in may send more than a CV.
        body = await bodies.gather(
            aiter(protocol),
            declared=int(length) if length is not None else None,
            limit=STAFF_LIMIT if self._is_staff(scope) else PUBLIC_LIMIT,
        )
        size = body.seek(0, 2)
        body.seek(0)
        return body, size

    async def _refuse(self, status: int, scope: Any, protocol: Any, begun: float) -> None:
        """Answer without Django, in the site's design, and close the connection.

        What was not read of the body would otherwise be taken for the next request.
        """
        late = status == 503 and scope.path in PROBES
        answer = self.overdue(scope.path, b"") if late else self.refusal(status, scope.path)
        headers = [*answer.headers, noted("refused", status, scope, begun), ("connection", "close")]
        protocol.response_bytes(status, headers, answer.body)

    async def _send(self, answer: AnyAnswer, scope: Any, protocol: Any) -> None:
        if isinstance(answer, Answer):
            protocol.response_bytes(answer.status, answer.headers, answer.body)
        elif isinstance(answer, FileAnswer):
            await self._send_file(answer, protocol)
        elif scope.method == "HEAD":
            answer.stream.abandon()
            protocol.response_empty(answer.status, answer.headers)
        else:
            try:
                transport = protocol.response_stream(answer.status, answer.headers)
                while part := await answer.stream.take():
                    await transport.send_bytes(part)
            finally:
                answer.stream.abandon()

    async def _send_file(self, answer: FileAnswer, protocol: Any) -> None:
        loop = asyncio.get_running_loop()
        try:
            transport = protocol.response_stream(answer.status, answer.headers)
            part = answer.start
            while part:
                await transport.send_bytes(part)
                part = await loop.run_in_executor(self.files, answer.file.file.read, BLOCK)
        finally:
            await loop.run_in_executor(self.files, answer.file.close)


def is_small_form(headers: Any) -> bool:
    """Whether the body is what a visitor has typed."""
    length = headers.get("content-length") or ""
    kind = headers.get("content-type") or ""
    return kind.startswith(TYPED) and length.isdigit() and int(length) <= MOST_TYPED


def fields_in(body: IO[bytes], length: int, headers: Any) -> bytes:
    """The body, when it is what a visitor has typed: to be given back if need be."""
    if not length or not is_small_form(headers):
        return b""
    sent = body.read()
    body.seek(0)
    return sent


def load(_target: str = "") -> Site:
    """The site, ready to answer: called in each server process."""
    end_with_parent()
    share_heaps()
    from django.conf import settings
    from django.urls import reverse

    from config import errors
    from config.metrics import counting
    from config.wsgi import application  # sets Django up

    # isort: split
    from config import health
    from config.pagecache.opening import open_store

    front = open_store()
    staff_prefix = reverse("wagtailadmin_home")
    if settings.METRICS_TOKEN:
        counting.begin(front.store.figures if front else None, staff_prefix=staff_prefix)
    # A kept page waits a millisecond at most, not five, for those that are being made.
    sys.setswitchinterval(0.001)
    # What is there now stays: nobody waits while the collector looks through it again and again.
    gc.collect()
    gc.freeze()

    def overdue(path: str, sent: bytes) -> Answer:
        return health.overdue() if path == "/readyz" else errors.overdue(path, sent)

    return Site(
        application,
        errors.refusal,
        overdue,
        staff_prefix=staff_prefix,
        staff_cookie=settings.SESSION_COOKIE_NAME,
        fronts=(front, health.alive) if front is not None else (health.alive,),
        kept=front.found if front is not None else None,
    )


def main(arguments: list[str]) -> int:
    """Serve until SIGINT or SIGTERM, then let the running requests end."""
    from granian import loops
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    from config import settings

    parser = argparse.ArgumentParser(prog="python -m config.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=settings.PORT, help="the port (PORT)")
    parser.add_argument("--with-parent", action="store_true", help="end when the parent does")
    options = parser.parse_args(arguments)
    if options.with_parent:
        end_with_parent()
    loops.register("auto")(build)
    if settings.METRICS_TOKEN:
        from config.metrics.counting import share_folder

        atexit.register(share_folder())
    Server(
        "config.server:load",
        address=options.host,
        port=options.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_CONCURRENCY,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_TIME,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADERS_TIME, max_buffer_size=HEADERS_LIMIT
        ),
        log_dictconfig=settings.LOGGING,
        working_dir=Path.cwd(),
    ).serve(target_loader=load)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
