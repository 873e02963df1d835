"""Where complete requests wait for a thread of Django's, and how long anybody waits for an answer.

A database that hangs holds every thread that asks it. Whoever has got no thread by then is told to come
back and never reaches Django; whoever has one is told so later, and what Django does for them after all
is found again by the form's token when they send once more. While nothing moves, newcomers are told at
once.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Any

from config.bridge import Answer, Application, FileAnswer, StreamAnswer, respond

log = logging.getLogger("config.server")

# Together longer than a writer waits for its turn in SQLite, which then says so itself.
START_TIME = 10.0  # seconds to get a thread
ANSWER_TIME = 15.0  # seconds from then on, for visitors; what staff ask for may take longer
PROBE_TIME = 4.0  # seconds for those who look whether the site is well
STANDSTILL = 5.0  # seconds in which every thread is busy and none takes anything new

AnyAnswer = Answer | FileAnswer | StreamAnswer


class Overdue(Exception):
    """There is no answer in time."""


class Desk:
    """Some threads, and at most `most` who wait for them."""

    def __init__(
        self,
        application: Application,
        refusal: Callable[[int, str], Answer],
        *,
        threads: int,
        most: int,
        start_time: float,
    ) -> None:
        self.application = application
        self.refusal = refusal
        self.size = threads
        self.most = most
        self.start_time = start_time
        self.waiting = 0
        self.threads = ThreadPoolExecutor(threads, "django")
        self._busy: set[object] = set()
        self._taken = 0.0  # when a thread last took something

    @property
    def is_closed(self) -> bool:
        """Whether newcomers would wait in vain."""
        if self.waiting >= self.size + self.most:
            return True
        stuck = len(self._busy) >= self.size and time.monotonic() - self._taken > STANDSTILL
        return stuck

    async def ask(
        self, variables: dict[str, Any], body: IO[bytes], *, patience: float | None
    ) -> AnyAnswer:
        """What Django answers, as soon as its status and headers are known. Raises Overdue.

        `patience`: seconds that an answer may take once it is begun, without end when None. The body
        is closed when nobody reads it any more.
        """
        loop = asyncio.get_running_loop()
        head: asyncio.Future[AnyAnswer] = loop.create_future()

        def settle(answer: AnyAnswer) -> None:
            if head.done():
                dismiss(answer)
            else:
                head.set_result(answer)

        def tell(answer: AnyAnswer) -> None:
            loop.call_soon_threadsafe(settle, answer)

        task = self.threads.submit(self._work, variables, body, loop, tell)
        timer = loop.call_later(self.start_time, self._look, loop, task, head, patience)
        self.waiting += 1
        try:
            return await head
        except Overdue:
            if task.cancelled():
                body.close()
            raise
        finally:
            self.waiting -= 1
            timer.cancel()

    def _work(
        self,
        variables: dict[str, Any],
        body: IO[bytes],
        loop: asyncio.AbstractEventLoop,
        tell: Callable[[AnyAnswer], None],
    ) -> None:
        me = object()
        self._busy.add(me)
        self._taken = time.monotonic()
        try:
            with body:
                respond(self.application, variables, loop, tell)
        except Exception:
            # Django answers its own errors; this is one outside of its reach.
            log.exception("A request failed outside of Django")
            tell(self.refusal(500, variables["PATH_INFO"]))
        finally:
            self._busy.discard(me)

    @staticmethod
    def _look(
        loop: asyncio.AbstractEventLoop,
        task: "Future[None]",
        head: "asyncio.Future[AnyAnswer]",
        patience: float | None,
    ) -> None:
        """The time to get a thread is over."""
        if head.done():
            return
        if task.cancel():
            head.set_exception(Overdue())
        elif patience is not None:
            loop.call_later(patience, give_up, head)

    def close(self) -> None:
        """Wait for what is running."""
        self.threads.shutdown()


def give_up(head: "asyncio.Future[AnyAnswer]") -> None:
    """The time to answer is over."""
    if not head.done():
        head.set_exception(Overdue())


def dismiss(answer: AnyAnswer) -> None:
    """An answer for which nobody waits any more."""
    if isinstance(answer, FileAnswer):
        answer.file.close()
    elif isinstance(answer, StreamAnswer):
        answer.stream.abandon()
