"""The web server: `python -m config.server [--host 127.0.0.1] [--port 8000]`.

granian takes the connections and parses HTTP (in Rust, header limits and time-outs included). The
event loop gathers the body; only a complete request is handed to one of a few threads, where Django
answers it. So fifty visitors who send half a request hold nothing that others need, and no proxy in
front is necessary for it.

What may answer without Django stands in `Site.fronts`, asked in turn before the event loop has anything
to do with the request (see shortcut.py): the place of the page cache.
"""

import argparse
import asyncio
import atexit
import gc
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from config import bodies
from config.bridge import BLOCK, Answer, Application, FileAnswer, StreamAnswer, environ, respond
from config.shortcut import Front, ShortcutLoop, build
from config.tether import end_with_parent

log = logging.getLogger("config.server")

# Django's own threads. Each keeps a database connection, so few are better than many.
THREADS = 8
# Requests that may wait for a thread before newcomers are told to come back.
WAITING = 256
PUBLIC_LIMIT = 12 * bodies.MIB  # the largest file a visitor may send is a CV of 10 MB
STAFF_LIMIT = 60 * bodies.MIB  # WAGTAILDOCS_MAX_UPLOAD_SIZE and its envelope
HEADERS_LIMIT = 32 * 1024  # bytes
HEADERS_TIME = 10_000  # milliseconds
STOP_TIME = 30  # seconds that running requests have to end


class Site:
    """The site as granian calls it (RSGI, one event loop per process)."""

    def __init__(
        self,
        application: Application,
        refusal: Callable[[int, str], Answer],
        *,
        staff_prefix: str,
        staff_cookie: str,
        fronts: tuple[Front, ...] = (),
    ) -> None:
        self.application = application
        self.refusal = refusal
        self.staff_prefix = staff_prefix
        self.staff_cookie = f"{staff_cookie}="
        self.fronts = fronts
        self.waiting = 0
        self.threads = ThreadPoolExecutor(THREADS, "django")
        self.files = ThreadPoolExecutor(2, "files")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        if isinstance(loop, ShortcutLoop):
            loop.fronts = self.fronts

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.threads.shutdown()
        self.files.shutdown()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        for front in self.fronts:
            ready = front(scope)
            if ready is not None:
                protocol.response_bytes(ready.status, ready.headers, ready.body)
                return
        if self.waiting >= THREADS + WAITING:
            await self._refuse(503, scope, protocol)
            return
        try:
            body, length = await self._body(scope, protocol)
        except bodies.BodyRefused as refused:
            await self._refuse(refused.status, scope, protocol)
            return
        except OSError:
            log.exception("A body could not be kept")
            await self._refuse(503, scope, protocol)
            return
        with body:
            self.waiting += 1
            try:
                answer = await self._django(environ(scope, body, length))
            finally:
                self.waiting -= 1
        await self._send(answer, scope, protocol)

    async def _body(self, scope: Any, protocol: Any) -> tuple[IO[bytes], int]:
        """The body and its length in bytes. Raises BodyRefused."""
        headers = scope.headers
        if len(headers.get_all("host")) > 1:
            raise bodies.BodyRefused
        length = headers.get("content-length")
        if length is None and "transfer-encoding" not in headers:
            return BytesIO(), 0
        # Nobody who is not signed in may send more than a CV.
        staff = scope.path.startswith(self.staff_prefix) and self.staff_cookie in (
            headers.get("cookie") or ""
        )
        body = await bodies.gather(
            aiter(protocol),
            declared=int(length) if length is not None else None,
            limit=STAFF_LIMIT if staff else PUBLIC_LIMIT,
        )
        size = body.seek(0, 2)
        body.seek(0)
        return body, size

    async def _django(self, variables: dict[str, Any]) -> Answer | FileAnswer | StreamAnswer:
        """What Django answers, as soon as its status and headers are known."""
        loop = asyncio.get_running_loop()
        head: asyncio.Future[Answer | FileAnswer | StreamAnswer] = loop.create_future()

        def settle(answer: Answer | FileAnswer | StreamAnswer) -> None:
            if not head.done():
                head.set_result(answer)

        def tell(answer: Answer | FileAnswer | StreamAnswer) -> None:
            loop.call_soon_threadsafe(settle, answer)

        def work() -> None:
            try:
                respond(self.application, variables, loop, tell)
            except Exception:
                # Django answers its own errors; this is one outside of its reach.
                log.exception("A request failed outside of Django")
                tell(self.refusal(500, variables["PATH_INFO"]))

        self.threads.submit(work)
        return await head

    async def _refuse(self, status: int, scope: Any, protocol: Any) -> None:
        """Answer without Django, in the site's design, and close the connection.

        What was not read of the body would otherwise be taken for the next request.
        """
        answer = self.refusal(status, scope.path)
        log.info("refused", extra={"status": status, "method": scope.method})
        protocol.response_bytes(status, [*answer.headers, ("connection", "close")], answer.body)

    async def _send(
        self, answer: Answer | FileAnswer | StreamAnswer, scope: Any, protocol: Any
    ) -> None:
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
            await loop.run_in_executor(self.threads, answer.file.close)


def load(_target: str = "") -> Site:
    """The site, ready to answer: called in each server process."""
    from config.tether import end_with_parent

    end_with_parent()
    from django.conf import settings
    from django.urls import reverse

    from config.errors import refusal
    from config.metrics import counting
    from config.wsgi import application  # sets Django up

    # isort: split
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
    return Site(
        application,
        refusal,
        staff_prefix=staff_prefix,
        staff_cookie=settings.SESSION_COOKIE_NAME,
        fronts=(front,) if front is not None else (),
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
